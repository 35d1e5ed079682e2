package io.tributary.connectors.avro;

import io.tributary.schemas.wire.WireFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.io.BinaryData;

/**
 * One record's bytes as they grow, in Avro's binary encoding behind the header of the wire format. It is reused from
 * record to record; Avro's own encoder would copy every string and buffer twice.
 */
final class WireBuffer {

    private static final int LONGEST_VARINT = 10;

    private byte[] bytes = new byte[1024];
    private int size;

    void begin(int schemaId) {
        WireFormat.writeHeader(bytes, schemaId);
        size = WireFormat.HEADER_BYTES;
    }

    byte[] finish() {
        return Arrays.copyOf(bytes, size);
    }

    void writeByte(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
    }

    void writeBoolean(boolean value) {
        writeByte(value ? 1 : 0);
    }

    void writeInt(int value) {
        ensure(LONGEST_VARINT);
        size += BinaryData.encodeInt(value, bytes, size);
    }

    void writeLong(long value) {
        ensure(LONGEST_VARINT);
        size += BinaryData.encodeLong(value, bytes, size);
    }

    void writeFloat(float value) {
        ensure(Float.BYTES);
        size += BinaryData.encodeFloat(value, bytes, size);
    }

    void writeDouble(double value) {
        ensure(Double.BYTES);
        size += BinaryData.encodeDouble(value, bytes, size);
    }

    void writeString(String value) {
        writeBytes(value.getBytes(StandardCharsets.UTF_8));
    }

    void writeBytes(byte[] value) {
        writeInt(value.length);
        ensure(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    void writeBytes(ByteBuffer value) {
        int length = value.remaining();
        writeInt(length);
        ensure(length);
        value.duplicate().get(bytes, size, length);
        size += length;
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), (int)
                    Math.min(Integer.MAX_VALUE - 8L, bytes.length * 2L)));
        }
    }
}
