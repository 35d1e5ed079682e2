package io.tributary.connectors.archive.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;

/** Records in an Avro container file; keys and values are bytes in it, as Kafka held them. */
final class AvroContainer implements RecordWriter {

    private static final Schema HEADER = SchemaBuilder.record("Header")
            .namespace("io.tributary.archive")
            .fields()
            .requiredString("key")
            .optionalBytes("value")
            .endRecord();

    static final Schema RECORD = SchemaBuilder.record("ArchivedRecord")
            .namespace("io.tributary.archive")
            .fields()
            .requiredLong("offset")
            .optionalLong("timestamp")
            .requiredString("timestamp_type")
            .optionalBytes("key")
            .optionalInt("key_schema_id")
            .optionalBytes("value")
            .optionalInt("value_schema_id")
            .name("headers")
            .type(Schema.createArray(HEADER))
            .noDefault()
            .endRecord();

    private final DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>(RECORD));

    AvroContainer(OutputStream out, Compression compression) throws IOException {
        writer.setCodec(compression.avroCodec());
        writer.create(RECORD, out);
    }

    @Override
    public void write(ArchivedRecord record) throws IOException {
        GenericData.Array<GenericRecord> headers = new GenericData.Array<>(
                record.headers().size(), RECORD.getField("headers").schema());
        for (ArchivedRecord.Header header : record.headers()) {
            GenericRecord avro = new GenericData.Record(HEADER);
            avro.put("key", header.key());
            avro.put("value", bytes(header.value()));
            headers.add(avro);
        }
        GenericRecord avro = new GenericData.Record(RECORD);
        avro.put("offset", record.offset());
        avro.put("timestamp", record.timestamp());
        avro.put("timestamp_type", record.timestampType());
        avro.put("key", bytes(record.key()));
        avro.put("key_schema_id", record.keySchemaId());
        avro.put("value", bytes(record.value()));
        avro.put("value_schema_id", record.valueSchemaId());
        avro.put("headers", headers);
        writer.append(avro);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    private static ByteBuffer bytes(byte[] value) {
        return value == null ? null : ByteBuffer.wrap(value);
    }
}
