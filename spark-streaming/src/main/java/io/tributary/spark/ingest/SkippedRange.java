package io.tributary.spark.ingest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Records that a table goes on without: they were set aside, since it cannot take them, or Kafka lost them before it could.
 *
 * @param partition of the clean topic
 * @param from offset of the first
 * @param to offset behind the last
 * @param records how many; transactions leave markers between them
 * @param lost whether Kafka no longer has them
 */
public record SkippedRange(
        @JsonProperty("partition") int partition,
        @JsonProperty("from") long from,
        @JsonProperty("to") long to,
        @JsonProperty("records") long records,
        @JsonProperty("lost") boolean lost) {

    public SkippedRange {
        if (from < 0 || to <= from || records < 1 || records > to - from) {
            throw new IllegalArgumentException(
                    "No range of records: " + records + " from offset " + from + " to " + to);
        }
    }

    /**
     * Where ranges end, per partition.
     *
     * @param queryPosition per partition where the query stands
     * @throws RefusedException if a table does not stand at one of them, or its query has not come so far
     */
    static Map<Integer, Long> ends(List<SkippedRange> ranges, ParkedTable parked, Map<Integer, Long> queryPosition)
            throws RefusedException {
        Map<Integer, Long> ends = new TreeMap<>();
        for (SkippedRange range : ranges) {
            if (!range.isWhereItStands(parked)) {
                throw new RefusedException("no record that it cannot take is known at offset " + range.from
                        + " of partition " + range.partition + "; it stands at offsets " + parked.offsets());
            }
            if (range.to > queryPosition.getOrDefault(range.partition, 0L)) {
                throw new RefusedException("its query stands at offsets " + queryPosition
                        + " and has not come so far; try again in a moment");
            }
            ends.put(range.partition, range.to);
        }
        return ends;
    }

    private boolean isWhereItStands(ParkedTable table) {
        return lost
                ? Objects.equals(table.offsets().get(partition), from)
                : table.unwritable().stream()
                        .anyMatch(record -> record.partition() == partition && record.offset() == from);
    }
}
