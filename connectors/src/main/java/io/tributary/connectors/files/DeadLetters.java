package io.tributary.connectors.files;

import io.tributary.connectors.files.format.Parsed;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Makes dead letters. That of a record holds its original bytes; that of a file its path, since the file stays where it lies.
 *
 * @see <a href="https://cwiki.apache.org/confluence/display/KAFKA/KIP-298%3A+Error+Handling+in+Connect">KIP-298</a>
 */
final class DeadLetters {

    static final String TOPIC = "__connect.errors.topic";
    static final String STAGE = "__connect.errors.stage";
    static final String EXCEPTION_CLASS = "__connect.errors.exception.class.name";
    static final String EXCEPTION_MESSAGE = "__connect.errors.exception.message";
    static final String RULE = "tributary.error.rule";
    static final String FIELD = "tributary.error.field";
    static final String REASON = "tributary.error.reason";
    static final String SEVERITY = "tributary.error.severity";
    static final String PREFIX = "tributary.file.";

    private final String rawTopic;
    private final String topic;
    private final Period period;

    DeadLetters(FilesConfig config, Period period) {
        rawTopic = config.rawTopic();
        topic = config.dataset().deadLetterTopic();
        this.period = period;
    }

    SourceRecord ofRecord(
            Map<String, String> partition, FileReading.Found found, Parsed.Broken broken, FileOffset after) {
        ConnectHeaders headers = headers(broken.rule().code(), broken.reason(), after);
        if (broken.field() != null) {
            headers.addString(FIELD, broken.field());
        }
        if (!found.entry().isEmpty()) {
            headers.addString(PREFIX + RecordSchemas.ENTRY, found.entry());
        }
        headers.addString(
                PREFIX + RecordSchemas.LINE, Long.toString(found.parsed().line()));
        headers.addString(PREFIX + RecordSchemas.RECORD, Long.toString(found.record()));
        Struct key = RowRecords.place(after.content().path(), found);
        return letter(partition, after, key, broken.original(), headers);
    }

    SourceRecord ofFile(Map<String, String> partition, FileRule rule, Exception failure, FileOffset after) {
        ConnectHeaders headers = headers(rule.code(), reason(failure), after);
        headers.addString(EXCEPTION_CLASS, failure.getClass().getName());
        byte[] path = after.content().path().getBytes(StandardCharsets.UTF_8);
        return letter(partition, after, null, path, headers);
    }

    /** Exceptions of decoders often have no message. */
    static String reason(Exception failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    private ConnectHeaders headers(String rule, String reason, FileOffset after) {
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString(TOPIC, rawTopic);
        headers.addString(STAGE, "READ");
        headers.addString(EXCEPTION_MESSAGE, reason);
        headers.addString(RULE, rule);
        headers.addString(REASON, reason);
        headers.addString(SEVERITY, "reject");
        headers.addString(PREFIX + "path", after.content().path());
        headers.addString(PREFIX + RecordSchemas.GENERATION, Long.toString(after.generation()));
        String filePeriod = period.of(after.content().path());
        if (filePeriod != null) {
            headers.addString(PREFIX + RecordSchemas.PERIOD, filePeriod);
        }
        return headers;
    }

    private SourceRecord letter(
            Map<String, String> partition, FileOffset after, Struct key, byte[] value, ConnectHeaders headers) {
        return new SourceRecord(
                partition,
                after.toMap(),
                topic,
                null,
                key == null ? null : key.schema(),
                key,
                Schema.BYTES_SCHEMA,
                value,
                null,
                headers);
    }
}
