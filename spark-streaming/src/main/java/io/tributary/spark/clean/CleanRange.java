package io.tributary.spark.clean;

import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Reads a part of a clean topic aside from the stream. */
@FunctionalInterface
public interface CleanRange {

    /** An offset that stands for the beginning of a partition. */
    long EARLIEST = -2;

    /**
     * The records of one topic, per partition from an offset up to, not including, another, with the columns of
     * Spark's Kafka source. Reading them fails if the brokers no longer have all of them.
     */
    Dataset<Row> range(String topic, Map<Integer, Long> from, Map<Integer, Long> to);
}
