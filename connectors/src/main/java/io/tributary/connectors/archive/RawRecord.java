package io.tributary.connectors.archive;

import io.tributary.connectors.archive.format.ArchivedRecord;
import io.tributary.schemas.wire.MalformedRecordException;
import io.tributary.schemas.wire.WireFormat;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;

/** Takes the bytes of a Kafka record out of what Connect hands over. */
final class RawRecord {

    private RawRecord() {}

    /**
     * The record as Kafka held it.
     *
     * @throws ConnectException if a converter has made something else of the bytes
     */
    static ArchivedRecord of(SinkRecord record) {
        byte[] key = bytes("key", record.key());
        byte[] value = bytes("value", record.value());
        List<ArchivedRecord.Header> headers = new ArrayList<>(record.headers().size());
        for (Header header : record.headers()) {
            headers.add(new ArchivedRecord.Header(header.key(), bytes("header", header.value())));
        }
        return new ArchivedRecord(
                record.originalKafkaOffset(),
                record.timestamp(),
                record.timestampType().name,
                key,
                schemaId(key),
                value,
                schemaId(value),
                headers);
    }

    private static byte[] bytes(String part, Object content) {
        if (content == null || content instanceof byte[]) {
            return (byte[]) content;
        }
        throw new ConnectException("The archive wants the bytes of a record, but its " + part + " arrives as "
                + content.getClass().getSimpleName() + ": set " + part
                + ".converter=org.apache.kafka.connect.converters.ByteArrayConverter");
    }

    private static Integer schemaId(byte[] content) {
        try {
            return content == null ? null : WireFormat.schemaId(content);
        } catch (MalformedRecordException e) {
            // Not in the wire format, and archived as it is.
            return null;
        }
    }
}
