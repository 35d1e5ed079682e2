package io.tributary.connectors.archive.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;

/** One JSON object a line; keys, values and the values of headers are base64. */
final class JsonLines implements RecordWriter {

    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator generator;

    JsonLines(OutputStream out) throws IOException {
        generator = JSON.createGenerator(out);
        // Each object writes its own line end, the last one included.
        generator.setPrettyPrinter(null);
        generator.setRootValueSeparator(null);
    }

    @Override
    public void write(ArchivedRecord record) throws IOException {
        generator.writeStartObject();
        generator.writeNumberField("offset", record.offset());
        number("timestamp", record.timestamp());
        generator.writeStringField("timestamp_type", record.timestampType());
        bytes("key", record.key());
        number("key_schema_id", record.keySchemaId());
        bytes("value", record.value());
        number("value_schema_id", record.valueSchemaId());
        generator.writeArrayFieldStart("headers");
        for (ArchivedRecord.Header header : record.headers()) {
            generator.writeStartObject();
            generator.writeStringField("key", header.key());
            bytes("value", header.value());
            generator.writeEndObject();
        }
        generator.writeEndArray();
        generator.writeEndObject();
        generator.writeRaw('\n');
    }

    @Override
    public void close() throws IOException {
        generator.close();
    }

    private void number(String name, Number value) throws IOException {
        if (value == null) {
            generator.writeNullField(name);
        } else {
            generator.writeNumberField(name, value.longValue());
        }
    }

    private void bytes(String name, byte[] value) throws IOException {
        if (value == null) {
            generator.writeNullField(name);
        } else {
            generator.writeBinaryField(name, value);
        }
    }
}
