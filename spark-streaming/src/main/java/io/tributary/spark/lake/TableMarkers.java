package io.tributary.spark.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What every commit says of the table after it, in the commit's own metadata: data and position appear together or not
 * at all, whatever dies in between.
 *
 * @param topicId id of the clean topic that the offsets belong to; empty before the first record. A topic that was
 *     deleted and made again has another id, and offsets of the old one mean nothing in it
 * @param nextOffsets per partition of the clean topic the offset after the last record taken in
 * @param truncatedBelow ordering of the newest truncate; rows with a lower one are gone for good.
 *     {@link Long#MIN_VALUE} if there was none
 * @param newestSourceTsMicros newest source commit time in the table, microseconds since 1970-01-01 UTC; 0 if empty
 * @param rows rows in the table
 * @param unfinished per partition of the clean topic, if the last record taken in was a replayed one, the place of its raw
 *     record: a record right behind it may be another row of the same one
 */
public record TableMarkers(
        String topicId,
        Map<Integer, Long> nextOffsets,
        long truncatedBelow,
        long newestSourceTsMicros,
        long rows,
        Map<Integer, String> unfinished) {

    /** Key prefix of everything that Tributary adds to a commit's metadata. */
    public static final String PREFIX = "tributary.";

    /** The marker whose presence makes a commit one of ours. */
    public static final String OFFSETS = PREFIX + "offsets";

    public static final TableMarkers NONE = new TableMarkers("", Map.of(), Long.MIN_VALUE, 0, 0, Map.of());

    private static final String TOPIC_ID = PREFIX + "topic_id";
    private static final String TRUNCATED_BELOW = PREFIX + "truncated_below";
    private static final String NEWEST_SOURCE_TS = PREFIX + "newest_source_ts_us";
    private static final String ROWS = PREFIX + "rows";
    private static final String UNFINISHED = PREFIX + "replay_unfinished";

    private static final ObjectMapper JSON = new ObjectMapper();

    public TableMarkers {
        nextOffsets = Map.copyOf(nextOffsets);
        unfinished = Map.copyOf(unfinished);
    }

    /** The markers in a commit's metadata; it must have {@link #OFFSETS}. */
    public static TableMarkers of(Map<String, String> metadata) {
        try {
            Map<Integer, Long> offsets = new HashMap<>();
            JSON.readTree(metadata.get(OFFSETS))
                    .fields()
                    .forEachRemaining(entry -> offsets.put(
                            Integer.valueOf(entry.getKey()), entry.getValue().asLong()));
            Map<Integer, String> unfinished = new HashMap<>();
            JSON.readTree(metadata.getOrDefault(UNFINISHED, "{}"))
                    .fields()
                    .forEachRemaining(entry -> unfinished.put(
                            Integer.valueOf(entry.getKey()), entry.getValue().asText()));
            return new TableMarkers(
                    metadata.getOrDefault(TOPIC_ID, ""),
                    offsets,
                    Long.parseLong(metadata.getOrDefault(TRUNCATED_BELOW, String.valueOf(Long.MIN_VALUE))),
                    Long.parseLong(metadata.getOrDefault(NEWEST_SOURCE_TS, "0")),
                    Long.parseLong(metadata.getOrDefault(ROWS, "0")),
                    unfinished);
        } catch (JsonProcessingException | NumberFormatException e) {
            throw new IllegalStateException("A commit's " + PREFIX + "* metadata is damaged: " + metadata, e);
        }
    }

    /** The same as a commit's metadata. */
    public Map<String, String> toMetadata() {
        Map<String, String> metadata = new TreeMap<>();
        try {
            metadata.put(OFFSETS, JSON.writeValueAsString(new TreeMap<>(nextOffsets)));
            if (!unfinished.isEmpty()) {
                metadata.put(UNFINISHED, JSON.writeValueAsString(new TreeMap<>(unfinished)));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A map of numbers and texts does not serialise to JSON", e);
        }
        metadata.put(TOPIC_ID, topicId);
        if (truncatedBelow != Long.MIN_VALUE) {
            metadata.put(TRUNCATED_BELOW, String.valueOf(truncatedBelow));
        }
        metadata.put(NEWEST_SOURCE_TS, String.valueOf(newestSourceTsMicros));
        metadata.put(ROWS, String.valueOf(rows));
        return metadata;
    }

    /**
     * The same table seen from the topic that its records come from.
     *
     * @throws RemadeTopicException if it had records of another one: by their offsets nobody knows what is missing of this
     */
    public TableMarkers within(String id) throws RemadeTopicException {
        if (!topicId.isEmpty() && !topicId.equals(id)) {
            throw new RemadeTopicException("Its topic was made again: its id was " + topicId + " and is " + id);
        }
        return forTopic(id);
    }

    /** The same table seen from a topic that it gets from the beginning, if that is another than the last one. */
    public TableMarkers forTopic(String id) {
        return id.equals(topicId)
                ? this
                : new TableMarkers(id, Map.of(), truncatedBelow, newestSourceTsMicros, rows, Map.of());
    }

    /** The same table as if it had read nothing of its topic. What a truncate took away stays away. */
    public TableMarkers unread() {
        return new TableMarkers(topicId, Map.of(), truncatedBelow, newestSourceTsMicros, rows, Map.of());
    }

    /** Whether a record is already in the table. */
    public boolean covers(int partition, long offset) {
        return offset < nextOffsets.getOrDefault(partition, 0L);
    }

    /** The markers after records up to {@code next} were taken in; offsets and times never go back. */
    public TableMarkers advance(Map<Integer, Long> next, long truncateOrdering, long sourceTsMicros) {
        Map<Integer, Long> offsets = new HashMap<>(nextOffsets);
        next.forEach((partition, offset) -> offsets.merge(partition, offset, Math::max));
        return new TableMarkers(
                topicId,
                offsets,
                Math.max(truncatedBelow, truncateOrdering),
                Math.max(newestSourceTsMicros, sourceTsMicros),
                rows,
                Map.of());
    }

    public TableMarkers withRows(long count) {
        return new TableMarkers(topicId, nextOffsets, truncatedBelow, newestSourceTsMicros, count, unfinished);
    }

    /** The same, with what may go on behind the last records. */
    public TableMarkers withUnfinished(Map<Integer, String> places) {
        return new TableMarkers(topicId, nextOffsets, truncatedBelow, newestSourceTsMicros, rows, places);
    }
}
