package io.tributary.spark.status;

import io.tributary.spark.clean.LostRange;
import java.util.List;
import java.util.Map;

/**
 * Where topics begin and end now.
 *
 * @param begins per topic and partition the first offset that the brokers have; only of topics for which that matters
 * @param ends per topic and partition the offset after the last record
 */
record TopicOffsets(Map<String, Map<Integer, Long>> begins, Map<String, Map<Integer, Long>> ends) {

    /** While the brokers do not answer. */
    static final TopicOffsets UNKNOWN = new TopicOffsets(null, null);

    /** Records from some offsets on, the ends of transactions included; -1 if that is not known. */
    long behind(String topic, Map<Integer, Long> reached) {
        if (ends == null) {
            return -1;
        }
        return ends.getOrDefault(topic, Map.of()).entrySet().stream()
                .mapToLong(each -> Math.max(0, each.getValue() - reached.getOrDefault(each.getKey(), 0L)))
                .sum();
    }

    /**
     * Those of them that the brokers no longer have, as far as that is known. A partition without an offset is read from
     * what there is of it.
     */
    List<LostRange> lost(String topic, Map<Integer, Long> reached) {
        if (begins == null) {
            return List.of();
        }
        return LostRange.between(reached, begins.getOrDefault(topic, Map.of()));
    }
}
