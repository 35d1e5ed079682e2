package io.tributary.connectors.archive;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.connect.errors.ConnectException;

/** Reads the log with a consumer of its own, which is in no group. */
final class KafkaRawLog implements RawLog {

    private static final Duration POLL = Duration.ofMillis(100);
    /** Connect waits for a task that is to end, but not for long. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final KafkaConsumer<byte[], byte[]> consumer;

    /**
     * Connects to nothing yet.
     *
     * @param settings of a client, for instance for TLS
     */
    KafkaRawLog(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // What was dropped must not be taken for markers.
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        // Whether there is a record is all that matters.
        all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        all.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 64 * 1024);
        all.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        all.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        consumer = new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public long begin(TopicPartition partition) {
        return asked(
                partition, () -> consumer.beginningOffsets(List.of(partition)).get(partition));
    }

    @Override
    public long passMarkers(TopicPartition partition, long offset) {
        return asked(partition, () -> {
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            return end <= offset || recordBefore(end, partition, offset) ? offset : end;
        });
    }

    private long asked(TopicPartition partition, LongSupplier question) {
        // Asked for the offsets of a partition that it does not have, a consumer warns.
        consumer.assign(List.of(partition));
        try {
            return question.getAsLong();
        } catch (AuthorizationException e) {
            throw new ConnectException("Kafka does not show the log of topic " + partition.topic() + ": "
                    + e.getMessage() + "; allow Read on it to the connector, see " + ArchiveConfig.KAFKA_PREFIX
                    + "* in its configuration");
        } catch (KafkaException e) {
            throw new KafkaUnavailableException(
                    "Kafka does not show the log of topic " + partition.topic() + ": " + e.getMessage(), e);
        } finally {
            consumer.unsubscribe();
        }
    }

    private boolean recordBefore(long end, TopicPartition partition, long offset) {
        consumer.seek(partition, offset);
        try {
            long began = System.nanoTime();
            while (consumer.position(partition) < end) {
                if (!consumer.poll(POLL).isEmpty()) {
                    return true;
                }
                if (System.nanoTime() - began > PATIENCE.toNanos()) {
                    throw new TimeoutException("nothing comes from offset " + consumer.position(partition)
                            + " of partition " + partition.partition());
                }
            }
            return false;
        } catch (InvalidOffsetException e) {
            // Dropped meanwhile, so nobody knows.
            return true;
        }
    }

    // What replaces it is not there in the workers of Kafka 3 and 4.0.
    @SuppressWarnings("deprecation")
    @Override
    public void close() {
        consumer.close(Duration.ZERO);
    }
}
