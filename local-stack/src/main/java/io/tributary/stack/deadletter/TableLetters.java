package io.tributary.stack.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.schemas.naming.Dataset;
import io.tributary.stack.layout.StackException;
import io.tributary.stack.topic.ExactlyOnceProducer;
import io.tributary.stack.topic.TopicReader;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Writes dead letters of clean records that a table cannot take; each record becomes one letter, however often it is asked for. */
public final class TableLetters implements AutoCloseable {

    /** Tells a clean topic from a later one of its name, which has the same offsets. */
    static final String TOPIC_ID = "tributary.topic.id";

    private static final int LETTERS_A_TRANSACTION = 500;
    private static final String STAGE = "__connect.errors.stage";
    /** As the Streams app makes them. */
    private static final Map<String, String> CONFIG = Map.of(
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            String.valueOf(68 * 1024 * 1024),
            TopicConfig.RETENTION_MS_CONFIG,
            String.valueOf(Duration.ofDays(30).toMillis()));

    private final Dataset dataset;
    private final TopicReader reader;
    private final KafkaProducer<byte[], byte[]> producer;
    private final String topicId;
    private final Set<String> known = new HashSet<>();
    private int open;

    /**
     * Finds out which letters there are.
     *
     * @param bootstrap {@code host:port}
     * @throws StackException if Kafka does not answer
     */
    public TableLetters(String bootstrap, Dataset dataset) {
        this.dataset = dataset;
        this.reader = new TopicReader(bootstrap);
        this.producer = ExactlyOnceProducer.of(bootstrap, "tributary-skip-" + dataset.source() + "." + dataset.name());
        try {
            producer.initTransactions();
            topicId = reader.idOf(dataset.cleanTopic());
            ensureTopic();
            reader.read(dataset.deadLetterTopic(), record -> {
                DeadLetter letter = new DeadLetter(record);
                if (letter.isOfTable()) {
                    known.add(place(letter.topicId(), letter.rawPartition(), letter.rawOffset()));
                }
            });
        } catch (KafkaException e) {
            close();
            throw DeadLetters.unavailable(e);
        }
    }

    private void ensureTopic() {
        if (!reader.exists(dataset.deadLetterTopic())) {
            try {
                TopicReader.get(reader.admin()
                        .createTopics(List.of(new NewTopic(dataset.deadLetterTopic(), 1, (short) -1).configs(CONFIG)))
                        .all());
            } catch (TopicExistsException e) {
                // The Streams app was first.
            }
        }
    }

    /**
     * Writes letters of the records of a range that have none.
     *
     * @param reason for people
     * @return how many
     * @throws StackException if Kafka does not answer, or another command does the same for the dataset
     */
    public long add(int partition, long from, long to, String reason) {
        long[] written = {0};
        try {
            reader.read(new TopicPartition(dataset.cleanTopic(), partition), from, record -> {
                if (record.offset() >= to) {
                    return false;
                }
                if (known.add(
                        place(Optional.of(topicId), Optional.of((long) partition), Optional.of(record.offset())))) {
                    send(record, reason);
                    written[0]++;
                }
                return true;
            });
            commit();
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            throw new StackException(
                    "Another 'dlq skip' of " + dataset.source() + "." + dataset.name()
                            + " began meanwhile and goes on in the place of this one",
                    e);
        } catch (KafkaException e) {
            throw DeadLetters.unavailable(e);
        }
        return written[0];
    }

    private void send(ConsumerRecord<byte[], byte[]> record, String reason) {
        if (open == 0) {
            producer.beginTransaction();
        }
        producer.send(new ProducerRecord<>(
                dataset.deadLetterTopic(), null, null, record.key(), record.value(), headers(record, reason)));
        open++;
        if (open == LETTERS_A_TRANSACTION) {
            commit();
        }
    }

    private Headers headers(ConsumerRecord<byte[], byte[]> record, String reason) {
        Headers headers = new RecordHeaders(record.headers());
        Map.of(
                        DeadLetter.TOPIC,
                        dataset.cleanTopic(),
                        DeadLetter.PARTITION,
                        String.valueOf(record.partition()),
                        DeadLetter.OFFSET,
                        String.valueOf(record.offset()),
                        TOPIC_ID,
                        topicId,
                        STAGE,
                        "TABLE",
                        DeadLetter.RULE,
                        DeadLetter.TABLE,
                        DeadLetter.SEVERITY,
                        "reject",
                        DeadLetter.REASON,
                        reason)
                .forEach((name, value) -> headers.add(name, value.getBytes(UTF_8)));
        return headers;
    }

    private void commit() {
        if (open > 0) {
            producer.commitTransaction();
            open = 0;
        }
    }

    private static String place(Optional<String> topicId, Optional<Long> partition, Optional<Long> offset) {
        return topicId.orElse("") + ":" + partition.orElse(-1L) + ":" + offset.orElse(-1L);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        reader.close();
    }
}
