package io.tributary.streams.deadletter;

import io.tributary.schemas.naming.RedriveHeaders;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The headers of a dead letter: those of the original record, then where it lay and what was wrong, in the names that
 * Kafka Connect gives them where it has one.
 *
 * @see <a href="https://cwiki.apache.org/confluence/display/KAFKA/KIP-298%3A+Error+Handling+in+Connect">KIP-298</a>
 */
public final class DeadLetterHeaders {

    public static final String TOPIC = "__connect.errors.topic";
    public static final String PARTITION = "__connect.errors.partition";
    public static final String OFFSET = "__connect.errors.offset";
    public static final String STAGE = "__connect.errors.stage";
    public static final String EXCEPTION_CLASS = "__connect.errors.exception.class.name";
    public static final String EXCEPTION_MESSAGE = "__connect.errors.exception.message";
    public static final String RULE = "tributary.error.rule";
    public static final String FIELD = "tributary.error.field";
    public static final String SEVERITY = "tributary.error.severity";
    public static final String REASON = "tributary.error.reason";

    private static final String STAGE_CLEAN = "CLEAN";

    /** What the connectors call it, too: a record that breaks a rule which only warns is no dead letter. */
    private static final String SEVERITY_REJECT = "reject";

    private DeadLetterHeaders() {}

    /**
     * The headers of a dead letter.
     *
     * @param original those of the raw record, which lay at {@code offset} of {@code partition} at first
     * @param snapshotOrdering see {@link RedriveHeaders#SNAPSHOT_ORDERING}
     */
    public static Headers of(
            Headers original,
            String topic,
            int partition,
            long offset,
            long snapshotOrdering,
            RejectedRecordException rejection) {
        Headers headers = new RecordHeaders(original);
        headers.remove(RedriveHeaders.OFFSET);
        put(headers, RedriveHeaders.SNAPSHOT_ORDERING, Long.toString(snapshotOrdering));
        put(headers, TOPIC, topic);
        put(headers, PARTITION, Integer.toString(partition));
        put(headers, OFFSET, Long.toString(offset));
        put(headers, STAGE, STAGE_CLEAN);
        if (rejection.getCause() != null) {
            put(headers, EXCEPTION_CLASS, rejection.getCause().getClass().getName());
        }
        put(headers, EXCEPTION_MESSAGE, rejection.getMessage());
        put(headers, RULE, rejection.rule().code());
        if (rejection.field() != null) {
            put(headers, FIELD, rejection.field());
        }
        put(headers, SEVERITY, SEVERITY_REJECT);
        put(headers, REASON, rejection.getMessage());
        return headers;
    }

    private static void put(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
