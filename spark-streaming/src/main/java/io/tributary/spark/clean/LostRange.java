package io.tributary.spark.clean;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * Records that a table waits for and the brokers no longer have.
 *
 * @param partition of the clean topic
 * @param from offset of the first
 * @param to offset behind the last
 */
public record LostRange(
        @JsonProperty("partition") int partition, @JsonProperty("from") long from, @JsonProperty("to") long to) {

    /**
     * What lies between.
     *
     * @param reached by partition the offset up to which all records were had; a partition without one lacks nothing
     * @param begins by partition the first offset that the brokers have
     */
    public static List<LostRange> between(Map<Integer, Long> reached, Map<Integer, Long> begins) {
        return begins.entrySet().stream()
                .filter(each -> reached.getOrDefault(each.getKey(), CleanRange.EARLIEST) >= 0)
                .filter(each -> reached.get(each.getKey()) < each.getValue())
                .map(each -> new LostRange(each.getKey(), reached.get(each.getKey()), each.getValue()))
                .toList();
    }

    /** For people. */
    public String text() {
        return "offsets " + from + " to " + (to - 1) + " of partition " + partition;
    }
}
