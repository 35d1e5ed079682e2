package io.tributary.spark.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.streaming.CommitLog;
import org.apache.spark.sql.execution.streaming.OffsetSeq;
import org.apache.spark.sql.execution.streaming.OffsetSeqLog;

/** Where a query stands in each topic. */
final class CheckpointPosition {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<TreeMap<String, TreeMap<Integer, Long>>> OFFSETS = new TypeReference<>() {};

    private CheckpointPosition() {}

    /** The end of the last batch that a checkpoint has as done; empty if there is none. */
    static Map<String, Map<Integer, Long>> read(SparkSession spark, String checkpoint) {
        var done = new CommitLog(spark, checkpoint + "/commits").getLatest();
        if (done.isEmpty()) {
            return Map.of();
        }
        OffsetSeqLog offsets = new OffsetSeqLog(spark, checkpoint + "/offsets");
        var batch = offsets.get((long) (Long) done.get()._1());
        if (batch.isEmpty()) {
            return Map.of();
        }
        OffsetSeq sources = batch.get();
        var first = sources.offsets().apply(0);
        return first.isEmpty() ? Map.of() : parse(first.get().json());
    }

    /** Offsets in the form of Spark's Kafka source: {@code {"topic":{"0":17}}}. */
    static Map<String, Map<Integer, Long>> parse(String json) {
        try {
            return new TreeMap<>(JSON.readValue(json, OFFSETS));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Offsets are not of Spark's form: " + json, e);
        }
    }
}
