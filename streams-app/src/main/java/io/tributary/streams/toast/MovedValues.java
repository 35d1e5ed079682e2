package io.tributary.streams.toast;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The large values of a row whose key changes, as they travel.
 *
 * @param lsn of the change
 * @param schema of the values, as JSON, since the other partition's store may not know it; empty if there are no values
 * @param stored the values in their stored form; empty if the row has none
 */
record MovedValues(long lsn, byte[] schema, byte[] stored) {

    private static final byte[] NOTHING = new byte[0];

    static MovedValues none(long lsn) {
        return new MovedValues(lsn, NOTHING, NOTHING);
    }

    static MovedValues read(byte[] message) {
        ByteBuffer buffer = ByteBuffer.wrap(message);
        long lsn = buffer.getLong();
        byte[] schema = new byte[buffer.getInt()];
        buffer.get(schema);
        return new MovedValues(lsn, schema, Arrays.copyOfRange(message, buffer.position(), message.length));
    }

    byte[] write() {
        return ByteBuffer.allocate(Long.BYTES + Integer.BYTES + schema.length + stored.length)
                .putLong(lsn)
                .putInt(schema.length)
                .put(schema)
                .put(stored)
                .array();
    }
}
