package io.tributary.streams.toast;

import io.tributary.streams.envelope.RawRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Records that wait for large values from another partition, and all later records of the same rows behind them, in their
 * order. They are kept in the store of large values as {@code w<length of address><address><offset>}; which rows wait is
 * known in memory, so a record of a row that does not wait costs nothing.
 */
public final class WaitingRecords {

    private static final byte WAITING = 'w';
    private static final BytesSerializer PREFIX = new BytesSerializer();

    private final KeyValueStore<Bytes, byte[]> store;
    private final Map<ByteBuffer, Wait> rows = new HashMap<>();

    /** Since when a row waits, and for which key change. */
    private record Wait(long sinceMillis, long lsn) {}

    /** Reads back what waited when the task was here or elsewhere before. */
    public WaitingRecords(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
        try (KeyValueIterator<Bytes, byte[]> all = store.prefixScan(Bytes.wrap(new byte[] {WAITING}), PREFIX)) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> entry = all.next();
                ByteBuffer value = ByteBuffer.wrap(entry.value);
                rows.putIfAbsent(addressIn(entry.key), new Wait(value.getLong(), value.getLong()));
            }
        }
    }

    /** Whether earlier records of the record's row wait, so that it must wait, too. */
    public boolean isBehind(RawRecord raw) {
        if (rows.isEmpty()) {
            return false;
        }
        byte[] key = raw.bareKey();
        return key != null && has(Departure.addressOf(raw.topic(), key));
    }

    /** Whether records of a row wait. */
    public boolean has(byte[] rowAddress) {
        return rows.containsKey(ByteBuffer.wrap(rowAddress));
    }

    /** Lets a record wait behind the earlier ones of its row. */
    public void add(RawRecord raw) {
        byte[] address = Departure.addressOf(raw.topic(), raw.bareKey());
        Wait wait = rows.get(ByteBuffer.wrap(address));
        store.put(entryKey(address, raw.offset()), entry(wait, raw));
    }

    /** Lets a record wait for the values of a key change. */
    public void add(RawRecord raw, long lsn, long nowMillis) {
        rows.put(ByteBuffer.wrap(Departure.addressOf(raw.topic(), raw.bareKey())), new Wait(nowMillis, lsn));
        add(raw);
    }

    /** Takes the records of a row that waits for a key change's values; none if it does not. */
    public List<RawRecord> take(byte[] rowAddress, long lsn) {
        Wait wait = rows.get(ByteBuffer.wrap(rowAddress));
        return wait == null || wait.lsn() != lsn ? List.of() : take(rowAddress);
    }

    /** Takes the records of the rows that have waited since before a time, row by row. */
    public List<List<RawRecord>> takeSince(long millis) {
        List<ByteBuffer> late = rows.entrySet().stream()
                .filter(row -> row.getValue().sinceMillis() < millis)
                .map(Map.Entry::getKey)
                .toList();
        return late.stream().map(address -> take(address.array())).toList();
    }

    private List<RawRecord> take(byte[] address) {
        rows.remove(ByteBuffer.wrap(address));
        List<RawRecord> taken = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> entries = store.prefixScan(Bytes.wrap(prefix(address, 0)), PREFIX)) {
            while (entries.hasNext()) {
                KeyValue<Bytes, byte[]> entry = entries.next();
                taken.add(RawRecordBytes.read(entry.value, 2 * Long.BYTES));
                store.delete(entry.key);
            }
        }
        return taken;
    }

    private static byte[] entry(Wait wait, RawRecord raw) {
        byte[] record = RawRecordBytes.write(raw);
        return ByteBuffer.allocate(2 * Long.BYTES + record.length)
                .putLong(wait.sinceMillis())
                .putLong(wait.lsn())
                .put(record)
                .array();
    }

    private static Bytes entryKey(byte[] address, long offset) {
        byte[] key = prefix(address, Long.BYTES);
        ByteBuffer.wrap(key).putLong(key.length - Long.BYTES, offset);
        return Bytes.wrap(key);
    }

    private static byte[] prefix(byte[] address, int room) {
        return ByteBuffer.allocate(1 + Integer.BYTES + address.length + room)
                .put(WAITING)
                .putInt(address.length)
                .put(address)
                .array();
    }

    private static ByteBuffer addressIn(Bytes key) {
        ByteBuffer buffer = ByteBuffer.wrap(key.get(), 1, key.get().length - 1);
        byte[] address = new byte[buffer.getInt()];
        buffer.get(address);
        return ByteBuffer.wrap(address);
    }
}
