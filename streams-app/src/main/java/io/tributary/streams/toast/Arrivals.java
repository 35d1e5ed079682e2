package io.tributary.streams.toast;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Where the values that a row sent from its old key meet the record of its new key. Either may come first, and several rows
 * may be on their way to one key, one after the other, from partitions that are any distance apart. So each key change is a
 * meeting of its own, found by the new key and the LSN, and whoever comes first leaves a note for the other. The notes are
 * in the store of large values as {@code a<length of address><address><LSN>}: the time, then what it is, then the values.
 */
final class Arrivals {

    private static final byte ARRIVAL = 'a';
    private static final byte VALUES = 'v';
    private static final byte NOT_NEEDED = 'n';
    private static final int HEADER_BYTES = Long.BYTES + 1;
    private static final BytesSerializer PREFIX = new BytesSerializer();

    private final KeyValueStore<Bytes, byte[]> store;
    private final LongSupplier clockMillis;

    Arrivals(KeyValueStore<Bytes, byte[]> store, LongSupplier clockMillis) {
        this.store = store;
        this.clockMillis = clockMillis;
    }

    /**
     * Keeps what came, unless the record of the new key went without it.
     *
     * @param rowAddress see {@link Departure#address}
     * @param stored values in their stored form; empty if the row had none
     */
    void put(byte[] rowAddress, long lsn, byte[] stored) {
        Bytes key = key(rowAddress, lsn);
        byte[] note = store.get(key);
        if (note != null && kind(note) == NOT_NEEDED) {
            store.delete(key);
        } else {
            store.put(key, note(VALUES, stored));
        }
    }

    /** What came for a row with a key change, in its stored form; empty if it had no values; null if nothing came. */
    byte[] find(byte[] rowAddress, long lsn) {
        byte[] note = store.get(key(rowAddress, lsn));
        return note == null || kind(note) != VALUES ? null : Arrays.copyOfRange(note, HEADER_BYTES, note.length);
    }

    /** Forgets what came with a key change, or what is still to come: the record of the new key has been sent. */
    void settle(byte[] rowAddress, long lsn) {
        Bytes key = key(rowAddress, lsn);
        if (store.get(key) == null) {
            store.put(key, note(NOT_NEEDED, new byte[0]));
        } else {
            store.delete(key);
        }
    }

    /** Deletes the notes made before a time, whose other side never came. */
    void deleteBefore(long millis) {
        try (KeyValueIterator<Bytes, byte[]> notes = store.prefixScan(Bytes.wrap(new byte[] {ARRIVAL}), PREFIX)) {
            while (notes.hasNext()) {
                KeyValue<Bytes, byte[]> note = notes.next();
                if (ByteBuffer.wrap(note.value).getLong() < millis) {
                    store.delete(note.key);
                }
            }
        }
    }

    private static byte kind(byte[] note) {
        return note[Long.BYTES];
    }

    private byte[] note(byte kind, byte[] stored) {
        return ByteBuffer.allocate(HEADER_BYTES + stored.length)
                .putLong(clockMillis.getAsLong())
                .put(kind)
                .put(stored)
                .array();
    }

    private static Bytes key(byte[] rowAddress, long lsn) {
        return Bytes.wrap(ByteBuffer.allocate(1 + Integer.BYTES + rowAddress.length + Long.BYTES)
                .put(ARRIVAL)
                .putInt(rowAddress.length)
                .put(rowAddress)
                .putLong(lsn)
                .array());
    }
}
