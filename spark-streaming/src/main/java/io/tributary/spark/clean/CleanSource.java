package io.tributary.spark.clean;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.schemas.naming.Topics;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.DataStreamReader;

/** Spark's Kafka source over the clean topics: committed records only. */
public final class CleanSource implements CleanRange {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SparkSession spark;
    private final Map<String, String> options = new LinkedHashMap<>();

    /** @param consumer further settings of the consumer, with their {@code kafka.} prefix; they win */
    public CleanSource(SparkSession spark, String bootstrapServers, Map<String, String> consumer) {
        this.spark = spark;
        options.put("kafka.bootstrap.servers", bootstrapServers);
        options.put("kafka.isolation.level", "read_committed");
        // A batch ends at a known offset: a fetch that waits for more to come only delays it.
        options.put("kafka.fetch.max.wait.ms", "10");
        // A topic that is made while the query runs is read within seconds.
        options.put("kafka.metadata.max.age.ms", "5000");
        options.put("includeHeaders", "true");
        options.putAll(consumer);
    }

    /**
     * All clean topics as a stream, from their beginning unless a checkpoint knows better. It fails when the brokers no
     * longer have what is next, in whichever topic.
     *
     * @param maxOffsets offsets in a micro-batch at most
     * @param enough offsets that are worth a micro-batch before its time
     * @param time after the begin of the last micro-batch at which fewer are worth one
     */
    public Dataset<Row> stream(long maxOffsets, long enough, Duration time) {
        return stream(maxOffsets)
                .option("failOnDataLoss", "true")
                .option("minOffsetsPerTrigger", enough)
                .option("maxTriggerDelay", time.toMillis() + "ms")
                .load();
    }

    /** The same, but it passes silently by what the brokers no longer have. */
    public Dataset<Row> streamPastLost(long maxOffsets) {
        return stream(maxOffsets).option("failOnDataLoss", "false").load();
    }

    private DataStreamReader stream(long maxOffsets) {
        return spark.readStream()
                .format("kafka")
                .options(options)
                .option("subscribePattern", Topics.CLEAN.pattern())
                .option("startingOffsets", "earliest")
                .option("maxOffsetsPerTrigger", maxOffsets);
    }

    @Override
    public Dataset<Row> range(String topic, Map<Integer, Long> from, Map<Integer, Long> to) {
        return spark.read()
                .format("kafka")
                .options(options)
                .option("assign", json(Map.of(topic, to.keySet())))
                .option("startingOffsets", json(Map.of(topic, from)))
                .option("endingOffsets", json(Map.of(topic, to)))
                .option("failOnDataLoss", "true")
                .load();
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A map of numbers does not serialise to JSON", e);
        }
    }
}
