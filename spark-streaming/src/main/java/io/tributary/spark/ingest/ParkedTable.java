package io.tributary.spark.ingest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
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
 * @param unwritable the records that it cannot take, as far as they are known: one a partition at most, at its offset
 */
public record ParkedTable(
        @JsonProperty("error") String error,
        @JsonProperty("since") String since,
        @JsonProperty("attempts") int attempts,
        @JsonProperty("offsets") Map<Integer, Long> offsets,
        @JsonProperty("replay") boolean replay,
        @JsonProperty("stopped_since") String stoppedSince,
        @JsonProperty("unwritable") List<Unwritable> unwritable) {

    private static final long FIRST_WAIT_SECONDS = 5;
    private static final long LONGEST_WAIT_SECONDS = 300;

    public ParkedTable {
        offsets = Map.copyOf(offsets);
        unwritable = unwritable == null ? List.of() : List.copyOf(unwritable);
    }

    static ParkedTable now(String error, Instant now, Map<Integer, Long> offsets) {
        return new ParkedTable(error, now.toString(), 0, offsets, false, null, List.of());
    }

    /** A table that is to get records again, from these offsets on. */
    static ParkedTable replay(Instant now, Map<Integer, Long> offsets) {
        return new ParkedTable(null, now.toString(), 0, offsets, true, null, List.of());
    }

    /** After another attempt that got as far as {@code reached}. */
    ParkedTable failedAgain(String newError, Map<Integer, Long> reached) {
        return at(newError, attempts + 1, reached);
    }

    /** After another attempt that got as far as {@code reached}, where there are records that it cannot take. */
    ParkedTable failedAt(List<Unwritable> found, Map<Integer, Long> reached) {
        String newError = found.get(0).reason();
        return new ParkedTable(newError, since, attempts + 1, merged(reached), replay, stoppedSince, found);
    }

    /** Further, without a failure. */
    ParkedTable advanced(Map<Integer, Long> reached) {
        return at(error, 0, reached);
    }

    private ParkedTable at(String newError, int newAttempts, Map<Integer, Long> reached) {
        Map<Integer, Long> now = merged(reached);
        List<Unwritable> ahead = unwritable.stream()
                .filter(each -> each.offset() >= now.getOrDefault(each.partition(), 0L))
                .toList();
        return new ParkedTable(newError, since, newAttempts, now, replay, stoppedSince, ahead);
    }

    /**
     * The same, to be left where it is.
     *
     * @param now ISO-8601
     */
    ParkedTable stoppedSince(String now) {
        return new ParkedTable(error, since, attempts, offsets, replay, now, unwritable);
    }

    /** The same, to go on at once. */
    ParkedTable resumed() {
        return new ParkedTable(null, since, 0, offsets, replay, null, unwritable);
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
