package io.tributary.spark.ingest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * A table that its query passes by, since it failed or is replayed: as it is kept on the lake, so that a restart knows of
 * it.
 *
 * @param error what went wrong the last time, for people; null for a replay in which nothing has
 * @param since when it first failed or the replay was asked for, ISO-8601
 * @param attempts how often it was tried again
 * @param offsets per partition of the clean topic the offset where its unwritten records begin
 * @param replay whether the table may have had these records before and gets them again
 * @param stoppedSince since when somebody wants this replay to be left where it is, ISO-8601; null if nobody does
 */
public record ParkedTable(
        @JsonProperty("error") String error,
        @JsonProperty("since") String since,
        @JsonProperty("attempts") int attempts,
        @JsonProperty("offsets") Map<Integer, Long> offsets,
        @JsonProperty("replay") boolean replay,
        @JsonProperty("stopped_since") String stoppedSince) {

    private static final long FIRST_WAIT_SECONDS = 5;
    private static final long LONGEST_WAIT_SECONDS = 300;

    public ParkedTable {
        offsets = Map.copyOf(offsets);
    }

    static ParkedTable now(String error, Instant now, Map<Integer, Long> offsets) {
        return new ParkedTable(error, now.toString(), 0, offsets, false, null);
    }

    /** A table that is to get records again, from these offsets on. */
    static ParkedTable replay(Instant now, Map<Integer, Long> offsets) {
        return new ParkedTable(null, now.toString(), 0, offsets, true, null);
    }

    /** After another attempt that got as far as {@code reached}. */
    ParkedTable failedAgain(String newError, Map<Integer, Long> reached) {
        return new ParkedTable(newError, since, attempts + 1, merged(reached), replay, stoppedSince);
    }

    /** Further, without a failure. */
    ParkedTable advanced(Map<Integer, Long> reached) {
        return new ParkedTable(error, since, 0, merged(reached), replay, stoppedSince);
    }

    /**
     * The same, to be left where it is.
     *
     * @param now ISO-8601
     */
    ParkedTable stoppedSince(String now) {
        return new ParkedTable(error, since, attempts, offsets, replay, now);
    }

    /** The same, to go on at once. */
    ParkedTable resumed() {
        return new ParkedTable(null, since, 0, offsets, replay, null);
    }

    /** Whether nothing is to be tried. */
    public boolean stopped() {
        return stoppedSince != null;
    }

    /** How long to wait before the next attempt, in seconds: twice as long each time; a replay begins at once. */
    long waitSeconds() {
        return replay && attempts == 0
                ? 0
                : Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS << Math.min(attempts, 10));
    }

    private Map<Integer, Long> merged(Map<Integer, Long> reached) {
        Map<Integer, Long> merged = new TreeMap<>(offsets);
        reached.forEach((partition, offset) -> merged.merge(partition, offset, Math::max));
        return merged;
    }
}
