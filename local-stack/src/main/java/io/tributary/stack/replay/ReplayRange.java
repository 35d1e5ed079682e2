package io.tributary.stack.replay;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The part of a topic that is replayed: from some offsets through to the head.
 *
 * @param topic the topic
 * @param partitions by number
 */
public record ReplayRange(String topic, Map<Integer, Span> partitions) {

    public ReplayRange {
        partitions = Collections.unmodifiableMap(new TreeMap<>(partitions));
    }

    /**
     * What a partition holds and what of it is replayed.
     *
     * @param earliest first offset that Kafka has
     * @param from first offset that is replayed
     * @param end offset behind the last one now
     */
    public record Span(long earliest, long from, long end) {}

    /** Offsets in the range now: its records, and the ends of transactions. */
    public long offsets() {
        return partitions.values().stream()
                .mapToLong(span -> span.end() - span.from())
                .sum();
    }

    /** Per partition the first offset. */
    public Map<Integer, Long> from() {
        Map<Integer, Long> from = new TreeMap<>();
        partitions.forEach((partition, span) -> from.put(partition, span.from()));
        return from;
    }
}
