package io.tributary.streams.dataset;

import io.tributary.schemas.wire.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Encodes records whose schema id is known already. Not thread-safe: the buffer is reused. */
public final class WireEncoder {

    private static final int INITIAL_BYTES = 1024;
    private static final int KEPT_BYTES = 1 << 20;

    private final byte[] header = new byte[WireFormat.HEADER_BYTES];
    private ByteArrayOutputStream buffer = new ByteArrayOutputStream(INITIAL_BYTES);
    private BinaryEncoder encoder;

    /** The record in the Confluent wire format. */
    public byte[] encode(int schemaId, GenericDatumWriter<GenericRecord> writer, GenericRecord record) {
        WireFormat.writeHeader(header, schemaId);
        return write(header, writer, record);
    }

    /** The record's Avro encoding behind any prefix. */
    public byte[] write(byte[] prefix, GenericDatumWriter<GenericRecord> writer, GenericRecord record) {
        buffer.reset();
        buffer.writeBytes(prefix);
        encoder = EncoderFactory.get().binaryEncoder(buffer, encoder);
        try {
            writer.write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
        byte[] bytes = buffer.toByteArray();
        if (bytes.length > KEPT_BYTES) {
            buffer = new ByteArrayOutputStream(INITIAL_BYTES);
        }
        return bytes;
    }
}
