package io.tributary.stack.replay.clean;

import io.tributary.stack.archive.reading.StoredRecord;
import io.tributary.stack.layout.StackException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What Kafka still has of a raw topic. */
final class KafkaHistory implements RetainedHistory, AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);

    /** Longer than the transactions of a source that was killed stay open. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final String topic;
    private final KafkaConsumer<byte[], byte[]> consumer;

    KafkaHistory(String bootstrap, String topic) {
        this.topic = topic;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        // What was dropped must not be passed over.
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "none"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    @Override
    public long earliest(int partition) {
        TopicPartition of = new TopicPartition(topic, partition);
        return consumer.beginningOffsets(List.of(of)).get(of);
    }

    /** Offset behind the last committed record of a partition. */
    long end(int partition) {
        TopicPartition of = new TopicPartition(topic, partition);
        return consumer.endOffsets(List.of(of)).get(of);
    }

    @Override
    public OptionalLong oldest(int partition) {
        TopicPartition of = new TopicPartition(topic, partition);
        // Every record has a time; so this finds the first one.
        OffsetAndTimestamp first = consumer.offsetsForTimes(Map.of(of, 0L)).get(of);
        return first == null ? OptionalLong.empty() : OptionalLong.of(first.timestamp());
    }

    @Override
    public int partitions() {
        return consumer.partitionsFor(topic).size();
    }

    @Override
    public void read(int partition, long from, long to, Consumer<StoredRecord> reader) {
        TopicPartition of = new TopicPartition(topic, partition);
        consumer.assign(List.of(of));
        consumer.seek(of, from);
        try {
            long position = from;
            long moved = System.nanoTime();
            while (position < to) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (record.offset() < to) {
                        reader.accept(new StoredRecord(
                                record.offset(), record.timestamp(), record.key(), record.value(), record.headers()));
                    }
                }
                if (consumer.position(of) > position) {
                    position = consumer.position(of);
                    moved = System.nanoTime();
                } else if (System.nanoTime() - moved > PATIENCE.toNanos()) {
                    throw new StackException(topic + " cannot be read beyond offset " + position + " of partition "
                            + partition + ": a transaction is open there; see 'tributary status' for the source");
                }
            }
        } catch (InvalidOffsetException e) {
            throw new StackException(
                    "Kafka has dropped records of " + topic + " behind offset " + from + " of partition " + partition
                            + " in the meantime; run the command again",
                    e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
