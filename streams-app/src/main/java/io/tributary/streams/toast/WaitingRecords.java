package io.tributary.streams.toast;

import io.tributary.streams.envelope.RawRecord;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Records that wait for large values from another partition, and all later records of the same rows behind them, in their
 * order. They are kept in the store of large values as {@code w<length of address><address><offset>}: since when the row
 * waits, for which key change, and the record. Which rows wait is known in memory, so a record of a row that does not wait
 * costs nothing.
 */
public final class WaitingRecords {

    private static final byte WAITING = 'w';
    private static final BytesSerializer PREFIX = new BytesSerializer();

    private final KeyValueStore<Bytes, byte[]> store;
    private final LongSupplier clockMillis;
    private final Map<ByteBuffer, Wait> rows = new HashMap<>();

    /** Since when a row waits, for which key change, and the offset of its first record that does. */
    private record Wait(long sinceMillis, long lsn, long offset) {}

    /** What becomes of a record that has waited. */
    @FunctionalInterface
    public interface Attempt {

        /**
         * Sends a record.
         *
         * @param patient whether it may wait anew
         * @return LSN of the key change whose values it waits for now; empty if it was sent
         */
        OptionalLong send(RawRecord raw, boolean patient);
    }

    /**
     * Reads back what waited when the task was here or elsewhere before.
     *
     * @param clockMillis milliseconds since 1970-01-01 UTC
     */
    public WaitingRecords(KeyValueStore<Bytes, byte[]> store, LongSupplier clockMillis) {
        this.store = store;
        this.clockMillis = clockMillis;
        try (KeyValueIterator<Bytes, byte[]> all = store.prefixScan(Bytes.wrap(new byte[] {WAITING}), PREFIX)) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> entry = all.next();
                ByteBuffer value = ByteBuffer.wrap(entry.value);
                rows.putIfAbsent(addressIn(entry.key), new Wait(value.getLong(), value.getLong(), offsetIn(entry.key)));
            }
        }
    }

    /** Whether earlier records of the record's row wait, so that it must wait, too. */
    public boolean isBehind(RawRecord raw) {
        return !rows.isEmpty() && raw.bareKey() != null && rows.containsKey(ByteBuffer.wrap(addressOf(raw)));
    }

    /** Lets a record wait behind the earlier ones of its row. */
    public void add(RawRecord raw) {
        byte[] address = addressOf(raw);
        put(address, rows.get(ByteBuffer.wrap(address)), raw);
    }

    /** Lets a record wait for the values of a key change. */
    public void add(RawRecord raw, long lsn) {
        byte[] address = addressOf(raw);
        Wait wait = new Wait(clockMillis.getAsLong(), lsn, raw.offset());
        rows.put(ByteBuffer.wrap(address), wait);
        put(address, wait, raw);
    }

    /** Sends the records of a row if it waits for a key change's values, which have come. */
    public void arrived(byte[] rowAddress, long lsn, Attempt attempt) {
        Wait wait = rows.get(ByteBuffer.wrap(rowAddress));
        if (wait != null && wait.lsn() == lsn) {
            release(rowAddress, wait, attempt);
        }
    }

    /** Sends the records of the rows that have waited since before a time. */
    public void giveUpSince(long millis, Attempt attempt) {
        for (ByteBuffer row : List.copyOf(rows.keySet())) {
            Wait wait = rows.get(row);
            if (wait != null && wait.sinceMillis() < millis) {
                release(row.array(), wait, attempt);
            }
        }
    }

    /** The first record has what it waited for, or never will; those behind it may have to wait anew. */
    private void release(byte[] address, Wait wait, Attempt attempt) {
        try (KeyValueIterator<Bytes, byte[]> entries =
                store.range(key(address, wait.offset()), key(address, Long.MAX_VALUE))) {
            while (entries.hasNext()) {
                KeyValue<Bytes, byte[]> entry = entries.next();
                RawRecord raw = RawRecordBytes.read(entry.value, 2 * Long.BYTES);
                OptionalLong awaited = attempt.send(raw, raw.offset() != wait.offset());
                if (awaited.isPresent()) {
                    add(raw, awaited.getAsLong());
                    return;
                }
                store.delete(entry.key);
            }
        }
        rows.remove(ByteBuffer.wrap(address));
    }

    private void put(byte[] address, Wait wait, RawRecord raw) {
        byte[] record = RawRecordBytes.write(raw);
        store.put(
                key(address, raw.offset()),
                ByteBuffer.allocate(2 * Long.BYTES + record.length)
                        .putLong(wait.sinceMillis())
                        .putLong(wait.lsn())
                        .put(record)
                        .array());
    }

    private static byte[] addressOf(RawRecord raw) {
        return Departure.addressOf(raw.topic(), raw.bareKey());
    }

    private static Bytes key(byte[] address, long offset) {
        return Bytes.wrap(ByteBuffer.allocate(1 + Integer.BYTES + address.length + Long.BYTES)
                .put(WAITING)
                .putInt(address.length)
                .put(address)
                .putLong(offset)
                .array());
    }

    private static ByteBuffer addressIn(Bytes key) {
        ByteBuffer buffer = ByteBuffer.wrap(key.get(), 1, key.get().length - 1);
        byte[] address = new byte[buffer.getInt()];
        buffer.get(address);
        return ByteBuffer.wrap(address);
    }

    private static long offsetIn(Bytes key) {
        return ByteBuffer.wrap(key.get()).getLong(key.get().length - Long.BYTES);
    }
}
