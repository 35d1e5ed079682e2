package io.tributary.stack.replay;

import io.tributary.stack.layout.StackException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Asks the brokers. */
final class KafkaTopicLog implements TopicLog, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration FIRST_RECORD = Duration.ofSeconds(5);

    private final String bootstrap;
    private final Admin admin;

    KafkaTopicLog(String bootstrap) {
        this.bootstrap = bootstrap;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
    }

    @Override
    public Set<String> topics() {
        return await(admin.listTopics().names());
    }

    @Override
    public Map<Integer, Bounds> bounds(String topic) {
        Map<TopicPartition, ListOffsetsResultInfo> earliest = offsets(topic, OffsetSpec.earliest());
        Map<Integer, Bounds> bounds = new TreeMap<>();
        offsets(topic, OffsetSpec.latest())
                .forEach((partition, end) -> bounds.put(
                        partition.partition(),
                        new Bounds(earliest.get(partition).offset(), end.offset())));
        return bounds;
    }

    @Override
    public Map<Integer, Long> offsetsAt(String topic, Instant time) {
        Map<Integer, Long> offsets = new TreeMap<>();
        offsets(topic, OffsetSpec.forTimestamp(time.toEpochMilli())).forEach((partition, found) -> {
            if (found.offset() >= 0) {
                offsets.put(partition.partition(), found.offset());
            }
        });
        return offsets;
    }

    @Override
    public Optional<Instant> timeOf(String topic, Map<Integer, Long> offsets) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrap,
                "isolation.level",
                "read_committed",
                "max.poll.records",
                1,
                "max.partition.fetch.bytes",
                65_536);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return offsets.entrySet().stream()
                    .flatMap(each ->
                            timeOf(consumer, new TopicPartition(topic, each.getKey()), each.getValue()).stream())
                    .min(Comparator.naturalOrder());
        } catch (KafkaException e) {
            throw silent(e);
        }
    }

    private static Optional<Instant> timeOf(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long offset) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, offset);
        ConsumerRecords<byte[], byte[]> found = consumer.poll(FIRST_RECORD);
        return StreamSupport.stream(found.spliterator(), false)
                .findFirst()
                .map(ConsumerRecord::timestamp)
                .map(Instant::ofEpochMilli);
    }

    @Override
    public Optional<Instant> newest(String topic) {
        return offsets(topic, OffsetSpec.maxTimestamp()).values().stream()
                .map(ListOffsetsResultInfo::timestamp)
                .filter(time -> time >= 0)
                .max(Comparator.naturalOrder())
                .map(Instant::ofEpochMilli);
    }

    @Override
    public long bytes(String topic) {
        Collection<Integer> brokers =
                await(admin.describeCluster().nodes()).stream().map(Node::id).toList();
        Map<TopicPartition, Long> largest = new HashMap<>();
        await(admin.describeLogDirs(brokers).allDescriptions()).values().stream()
                .flatMap(folders -> folders.values().stream())
                .flatMap(folder -> folder.replicaInfos().entrySet().stream())
                .filter(replica -> replica.getKey().topic().equals(topic))
                .forEach(replica ->
                        largest.merge(replica.getKey(), replica.getValue().size(), Math::max));
        return largest.values().stream().mapToLong(Long::longValue).sum();
    }

    private Map<TopicPartition, ListOffsetsResultInfo> offsets(String topic, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> wanted =
                await(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic).partitions().stream()
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .collect(Collectors.toMap(Function.identity(), partition -> spec));
        return await(admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all());
    }

    private <T> T await(KafkaFuture<T> future) {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw silent(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while waiting for Kafka at " + bootstrap, e);
        }
    }

    private StackException silent(Exception e) {
        Throwable reason = e.getCause() == null ? e : e.getCause();
        return new StackException(
                "Kafka at " + bootstrap + " does not answer: " + reason + ". 'tributary status' shows whether it runs",
                e);
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(2));
    }
}
