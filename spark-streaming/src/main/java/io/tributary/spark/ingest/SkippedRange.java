package io.tributary.spark.ingest;

import com.fasterxml.jackson.annotation.JsonProperty;

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

    boolean beginsWith(Unwritable record) {
        return record.partition() == partition && record.offset() == from;
    }
}
