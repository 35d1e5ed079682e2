package io.tributary.spark.ingest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * A table that failed and waits: as it is kept on the lake, so that a restart knows of it.
 *
 * @param error what went wrong the last time, for people
 * @param since when it first failed, ISO-8601
 * @param attempts how often it was tried again
 * @param offsets per partition of the clean topic the offset where its unwritten records begin
 */
public record ParkedTable(
        @JsonProperty("error") String error,
        @JsonProperty("since") String since,
        @JsonProperty("attempts") int attempts,
        @JsonProperty("offsets") Map<Integer, Long> offsets) {

    private static final long FIRST_WAIT_SECONDS = 5;
    private static final long LONGEST_WAIT_SECONDS = 300;

    public ParkedTable {
        offsets = Map.copyOf(offsets);
    }

    static ParkedTable now(String error, Instant now, Map<Integer, Long> offsets) {
        return new ParkedTable(error, now.toString(), 0, offsets);
    }

    /** After another attempt that got as far as {@code reached}. */
    ParkedTable failedAgain(String newError, Map<Integer, Long> reached) {
        return new ParkedTable(newError, since, attempts + 1, merged(reached));
    }

    /** Further, without a failure. */
    ParkedTable advanced(Map<Integer, Long> reached) {
        return new ParkedTable(error, since, 0, merged(reached));
    }

    /** How long to wait before the next attempt, in seconds: twice as long each time. */
    long waitSeconds() {
        return Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS << Math.min(attempts, 10));
    }

    private Map<Integer, Long> merged(Map<Integer, Long> reached) {
        Map<Integer, Long> merged = new TreeMap<>(offsets);
        reached.forEach((partition, offset) -> merged.merge(partition, offset, Math::max));
        return merged;
    }
}
