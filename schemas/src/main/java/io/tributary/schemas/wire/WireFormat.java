package io.tributary.schemas.wire;

import java.nio.ByteBuffer;

/**
 * The header of a record in the Confluent wire format: a zero byte, the schema id as four bytes big-endian, then the
 * Avro binary encoding.
 *
 * @see <a href="https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/index.html">Wire
 *     format</a>
 */
public final class WireFormat {

    public static final byte MAGIC = 0;
    public static final int HEADER_BYTES = 5;

    private WireFormat() {}

    /**
     * The schema id of an encoded record.
     *
     * @throws MalformedRecordException if the bytes do not begin with a header
     */
    public static int schemaId(byte[] record) throws MalformedRecordException {
        if (record.length < HEADER_BYTES) {
            throw new MalformedRecordException("The record has " + record.length + " bytes, too few for the "
                    + HEADER_BYTES + "-byte header of the Confluent wire format");
        }
        if (record[0] != MAGIC) {
            throw new MalformedRecordException("The record begins with byte " + record[0]
                    + " where the Confluent wire format has 0; it was not written by an Avro converter");
        }
        return ByteBuffer.wrap(record, 1, Integer.BYTES).getInt();
    }

    /** Writes the header into the first {@link #HEADER_BYTES} bytes of a buffer. */
    public static void writeHeader(byte[] target, int schemaId) {
        ByteBuffer.wrap(target).put(MAGIC).putInt(schemaId);
    }
}
