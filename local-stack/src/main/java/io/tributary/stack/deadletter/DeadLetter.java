package io.tributary.stack.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.schemas.naming.RedriveHeaders;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * A record that could not be processed.
 *
 * @param record as it lies in the dead-letter topic: the original key, value and headers, and headers with the reason
 */
public record DeadLetter(ConsumerRecord<byte[], byte[]> record) {

    static final String TOPIC = "__connect.errors.topic";
    static final String PARTITION = "__connect.errors.partition";
    static final String OFFSET = "__connect.errors.offset";
    /** The rule that a clean record breaks which its table cannot take. */
    static final String TABLE = "table";

    /** The rule of a letter that stands for raw records which Kafka dropped before they were cleaned. */
    private static final String DROPPED = "dropped";

    static final String SEVERITY = "tributary.error.severity";
    static final String RULE = "tributary.error.rule";
    private static final String FIELD = "tributary.error.field";
    static final String REASON = "tributary.error.reason";
    private static final String CONNECT_REASON = "__connect.errors.exception.message";

    /** Where it lies in the dead-letter topic, as {@code <partition>:<offset>}. */
    public String place() {
        return record.partition() + ":" + record.offset();
    }

    /** The rule that it broke; {@code unknown} if nobody said. */
    public String rule() {
        return header(RULE).orElse("unknown");
    }

    /** The column, or the rule about the row; empty if it is not about one. */
    public String field() {
        return header(FIELD).orElse("");
    }

    /** Why it was set aside, for people. */
    public String reason() {
        return header(REASON).or(() -> header(CONNECT_REASON)).orElse("");
    }

    Optional<String> rawTopic() {
        return header(TOPIC);
    }

    Optional<Long> rawPartition() {
        return number(PARTITION);
    }

    Optional<Long> rawOffset() {
        return number(OFFSET);
    }

    /** See {@link RedriveHeaders#SNAPSHOT_ORDERING}; empty if it was not set aside by the Streams app, or long ago. */
    Optional<Long> snapshotOrdering() {
        return number(RedriveHeaders.SNAPSHOT_ORDERING);
    }

    /** Kafka's id of the clean topic, of a letter that a table could not take. */
    Optional<String> topicId() {
        return header(TableLetters.TOPIC_ID);
    }

    /** Whether it was clean, and a table could not take it. */
    boolean isOfTable() {
        return rule().equals(TABLE);
    }

    /** Whether it stands for raw records that Kafka dropped before they were cleaned. */
    boolean isOfDropped() {
        return rule().equals(DROPPED);
    }

    Headers headers() {
        return record.headers();
    }

    private Optional<Long> number(String name) {
        try {
            return header(name).map(Long::valueOf);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private Optional<String> header(String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), UTF_8));
    }
}
