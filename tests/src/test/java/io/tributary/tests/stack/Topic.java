package io.tributary.tests.stack;

import io.tributary.tests.Eventually;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic of a running stack, byte by byte. */
public final class Topic {

    private static final int LONGEST_TEXT = 64;

    private final String bootstrap;
    private final String name;

    /**
     * A record.
     *
     * @param value its bytes
     * @param headers its headers as text
     */
    public record Letter(byte[] value, Map<String, String> headers) {}

    /**
     * A record with all that Kafka keeps of it.
     *
     * @param timestamp milliseconds since the epoch
     * @param key its bytes, see {@link #text}; nullable
     * @param value likewise
     * @param headers names and bytes, in their order
     */
    public record Stored(int partition, long offset, long timestamp, String key, String value, List<String> headers) {}

    public Topic(TestStack stack, String name) {
        this.bootstrap = "127.0.0.1:" + stack.configuration().port("broker");
        this.name = name;
    }

    /** Makes the topic, with one partition. */
    public void create() {
        administer(admin -> admin.createTopics(List.of(new NewTopic(name, 1, (short) 1)))
                .all()
                .get());
    }

    /** Deletes the topic; returns when its name is free. */
    public void delete() {
        administer(admin -> {
            admin.deleteTopics(List.of(name)).all().get();
            Eventually.holds(
                    name + " is gone",
                    Duration.ofSeconds(30),
                    () -> !admin.listTopics().names().get().contains(name));
            return null;
        });
    }

    /** Lets Kafka drop all records, as its retention would. */
    public void dropRecords() {
        administer(admin -> {
            Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
            // -1 stands for the end that all replicas have.
            partitions(admin).forEach(partition -> all.put(partition, RecordsToDelete.beforeOffset(-1)));
            return admin.deleteRecords(all).all().get();
        });
    }

    private List<TopicPartition> partitions(Admin admin) throws ExecutionException, InterruptedException {
        return admin.describeTopics(List.of(name)).allTopicNames().get().get(name).partitions().stream()
                .map(partition -> new TopicPartition(name, partition.partition()))
                .toList();
    }

    private interface Administration {
        Object with(Admin admin) throws ExecutionException, InterruptedException;
    }

    private void administer(Administration what) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            what.with(admin);
        } catch (ExecutionException e) {
            throw new AssertionError("Topic " + name, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while Kafka was asked about " + name, e);
        }
    }

    /** Sends a record without a key, and waits until it is written. */
    public void send(byte[] value) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(name, value)).get();
        } catch (ExecutionException e) {
            throw new AssertionError("Nothing can be sent to " + name, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while sending to " + name, e);
        }
    }

    /** All committed records, partition by partition. */
    public List<Letter> read() {
        return consume(Topic::letter);
    }

    /** All committed records with their offsets, partition by partition. */
    public List<Stored> stored() {
        return consume(Topic::stored).stream()
                .sorted(Comparator.comparingInt(Stored::partition).thenComparingLong(Stored::offset))
                .toList();
    }

    private <T> List<T> consume(Function<ConsumerRecord<byte[], byte[]>, T> form) {
        List<T> records = new ArrayList<>();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrap, "isolation.level", "read_committed", "auto.offset.reset", "earliest");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(name).stream()
                    .map(partition -> new TopicPartition(name, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> records.add(form.apply(record)));
            }
        }
        return records;
    }

    private static Stored stored(ConsumerRecord<byte[], byte[]> consumed) {
        List<String> headers = new ArrayList<>();
        consumed.headers().forEach(header -> headers.add(header.key() + "=" + text(header.value())));
        return new Stored(
                consumed.partition(),
                consumed.offset(),
                consumed.timestamp(),
                text(consumed.key()),
                text(consumed.value()),
                headers);
    }

    /** Bytes in hex, or their SHA-256 where they are long, since a test compares all records of a topic at once. */
    static String text(byte[] bytes) {
        if (bytes == null) {
            return null;
        }
        return bytes.length <= LONGEST_TEXT ? HexFormat.of().formatHex(bytes) : "sha256:" + Checksum.sha256(bytes);
    }

    public boolean exists() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            return admin.listTopics().names().get().contains(name);
        } catch (ExecutionException e) {
            throw new AssertionError("The broker does not tell its topics", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while looking for " + name, e);
        }
    }

    /** Offsets of the topic up to which all transactions have ended, added up: a little more than the records that count. */
    public long committed() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
            partitions(admin).forEach(partition -> wanted.put(partition, OffsetSpec.latest()));
            return admin
                    .listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                    .all()
                    .get()
                    .values()
                    .stream()
                    .mapToLong(ListOffsetsResultInfo::offset)
                    .sum();
        } catch (ExecutionException e) {
            throw new AssertionError("The broker does not tell the end of " + name, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while looking at " + name, e);
        }
    }

    private static Letter letter(ConsumerRecord<byte[], byte[]> consumed) {
        Map<String, String> headers = new HashMap<>();
        consumed.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return new Letter(consumed.value(), headers);
    }
}
