package io.tributary.stack.topic;

import io.tributary.stack.layout.StackException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads whole topics, as far as they are committed now. */
public final class TopicReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final int TIMEOUT_MS = 20_000;

    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> consumer;

    /** Reads from the broker at {@code bootstrap}, {@code host:port}. */
    public TopicReader(String bootstrap) {
        this.admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                TIMEOUT_MS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                TIMEOUT_MS));
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        TIMEOUT_MS),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** The client that asks. */
    public Admin admin() {
        return admin;
    }

    /** Names of the topics that begin so. */
    public List<String> topics(String prefix) {
        return get(admin.listTopics().names()).stream()
                .filter(name -> name.startsWith(prefix))
                .sorted()
                .toList();
    }

    /** Whether there is such a topic. */
    public boolean exists(String topic) {
        return get(admin.listTopics().names()).contains(topic);
    }

    /**
     * What tells a topic from a later one of its name.
     *
     * @throws StackException if there is no such topic
     */
    public String idOf(String topic) {
        try {
            return get(admin.describeTopics(List.of(topic)).allTopicNames())
                    .get(topic)
                    .topicId()
                    .toString();
        } catch (UnknownTopicOrPartitionException e) {
            throw new StackException("There is no topic " + topic, e);
        }
    }

    /** Reads a topic to its present end, each partition in its order. A topic that is not there has no records. */
    public void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        if (!exists(topic)) {
            return;
        }
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        for (TopicPartition partition : partitions) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (record.offset() < end) {
                        reader.accept(record);
                    }
                }
            }
        }
    }

    /**
     * Reads a partition to its present end, or until the reader has enough.
     *
     * @param from the first offset
     * @param reader answers whether it wants the next record, too
     */
    public void read(TopicPartition partition, long from, Predicate<ConsumerRecord<byte[], byte[]>> reader) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, from);
        long end = consumer.endOffsets(List.of(partition)).get(partition);
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() >= end || !reader.test(record)) {
                    return;
                }
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
        admin.close();
    }

    /** Waits for an answer; throws what Kafka throws. */
    public static <T> T get(org.apache.kafka.common.KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while waiting for Kafka", e);
        }
    }
}
