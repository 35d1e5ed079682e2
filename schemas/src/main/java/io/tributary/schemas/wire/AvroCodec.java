package io.tributary.schemas.wire;

import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.registry.UnknownSchemaException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * Encodes and decodes generic records in the Confluent wire format against a registry. Not thread-safe: the coders are
 * reused between records, so each thread has its own.
 */
public final class AvroCodec {

    private final SchemaRegistry registry;
    private final ConcurrentMap<Schema, GenericDatumReader<GenericRecord>> readers = new ConcurrentHashMap<>();
    private final ConcurrentMap<Schema, GenericDatumWriter<GenericRecord>> writers = new ConcurrentHashMap<>();
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(1024);
    private BinaryDecoder decoder;
    private BinaryEncoder encoder;

    public AvroCodec(SchemaRegistry registry) {
        this.registry = registry;
    }

    /**
     * Decodes a record with the schema it was written with.
     *
     * @throws MalformedRecordException if the bytes are no record in the wire format, or of an unknown schema
     */
    public GenericRecord decode(byte[] record) throws MalformedRecordException {
        int id = WireFormat.schemaId(record);
        Schema schema;
        try {
            schema = registry.byId(id);
        } catch (UnknownSchemaException e) {
            throw new MalformedRecordException(e.getMessage(), e);
        }
        decoder = DecoderFactory.get()
                .binaryDecoder(record, WireFormat.HEADER_BYTES, record.length - WireFormat.HEADER_BYTES, decoder);
        try {
            return readers.computeIfAbsent(schema, GenericDatumReader::new).read(null, decoder);
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
            throw new MalformedRecordException(
                    "The record does not decode with its schema " + id + " (" + schema.getFullName() + "): " + e, e);
        }
    }

    /**
     * Encodes a record under a subject, registering its schema when it is new.
     *
     * @param subject the registry's subject, {@code <topic>-key} or {@code <topic>-value}
     */
    public byte[] encode(String subject, GenericRecord record) {
        int id = registry.register(subject, record.getSchema());
        buffer.reset();
        byte[] header = new byte[WireFormat.HEADER_BYTES];
        WireFormat.writeHeader(header, id);
        buffer.writeBytes(header);
        encoder = EncoderFactory.get().binaryEncoder(buffer, encoder);
        try {
            writers.computeIfAbsent(record.getSchema(), GenericDatumWriter::new).write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
        return buffer.toByteArray();
    }
}
