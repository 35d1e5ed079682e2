package io.tributary.stack.replay.clean;

import io.tributary.schemas.wire.WireFormat;
import io.tributary.stack.archive.reading.StoredRecord;
import io.tributary.stack.replay.ReplayStart;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * What has to be known of a partition before its records can be replayed: which of them are in the range, which are the
 * newest of their key, and how far a snapshot was at each.
 */
final class PartitionScan {

    private final Bound begin;
    private final Bound end;
    private final Envelopes envelopes;
    private final NewestOffsets newest = new NewestOffsets();

    /** By the offset of a snapshot's row, the ordering from there on. */
    private final TreeMap<Long, Long> snapshots = new TreeMap<>();

    private long position;
    private long records;
    private long bytes;
    private long oldest = Long.MAX_VALUE;
    private long youngest = Long.MIN_VALUE;

    /** Where the range begins or ends: at a given offset, or at the first record of a time, once that is found. */
    private static final class Bound {
        private long time;
        private long offset;

        Bound(ReplayStart start) {
            time = start instanceof ReplayStart.AtTime at ? at.time().toEpochMilli() : Long.MAX_VALUE;
            offset = start instanceof ReplayStart.AtOffset at ? at.offset() : Long.MAX_VALUE;
            if (start instanceof ReplayStart.Earliest) {
                offset = 0;
            }
        }

        void settle(long mark) {
            time = Long.MAX_VALUE;
            offset = Math.min(offset, mark);
        }

        boolean reached(StoredRecord record) {
            if (record.offset() < offset && record.timestamp() >= time) {
                offset = record.offset();
            }
            return record.offset() >= offset;
        }
    }

    /**
     * A scan that has seen nothing.
     *
     * @param from begin of the range
     * @param to its end, not included; null for none
     */
    PartitionScan(ReplayStart from, ReplayStart to, Envelopes envelopes) {
        this.begin = new Bound(from);
        this.end = to == null ? new Bound(new ReplayStart.AtOffset(Long.MAX_VALUE)) : new Bound(to);
        this.envelopes = envelopes;
    }

    /** Takes in the records up to an offset. */
    void advance(RawHistory history, int partition, long from, long to) {
        history.read(partition, Math.max(from, position), to, this::accept);
        position = Math.max(to, position);
    }

    private void accept(StoredRecord record) {
        if (!record.original()) {
            return;
        }
        Envelopes.Event event = envelopes.of(record);
        if (event.truncates()) {
            newest.clear();
        } else if (record.key() != null) {
            newest.put(bare(record.key()), record.offset());
        }
        event.snapshotOrdering().ifPresent(ordering -> {
            if (snapshots.isEmpty() || ordering > snapshots.lastEntry().getValue()) {
                snapshots.put(record.offset(), ordering);
            }
        });
        boolean begun = begin.reached(record);
        if (begun && !end.reached(record)) {
            records++;
            bytes += record.bytes();
            oldest = Math.min(oldest, record.timestamp());
            youngest = Math.max(youngest, record.timestamp());
        }
    }

    /** First offset of the range, once that is settled. */
    long begin() {
        return begin.offset;
    }

    /** End of the range, not included, once that is settled. */
    long end() {
        return end.offset;
    }

    /** Settles the range before the mark of a replay: nothing behind it belongs to the range. */
    void settle(long mark) {
        begin.settle(mark);
        end.settle(mark);
    }

    long records() {
        return records;
    }

    long bytes() {
        return bytes;
    }

    /** Time of the oldest record in the range, milliseconds; {@link Long#MAX_VALUE} if there is none. */
    long oldest() {
        return oldest;
    }

    /** Time of the youngest one; {@link Long#MIN_VALUE} if there is none. */
    long youngest() {
        return youngest;
    }

    /** Whether no later record that was scanned says more of the record's row. */
    boolean isCurrent(StoredRecord record) {
        return record.key() == null
                || newest.of(bare(record.key())) == record.offset()
                || envelopes.of(record).truncates();
    }

    /**
     * Ordering of the newest snapshot row before an offset; the least possible value if none was scanned. If rows before
     * what was scanned are missing it may be too low, with which a record wins over nothing.
     */
    long snapshotOrdering(long offset) {
        Map.Entry<Long, Long> before = snapshots.lowerEntry(offset);
        return before == null ? Long.MIN_VALUE : before.getValue();
    }

    /** Without the schema's id: a row is the same when only that changes. */
    private static byte[] bare(byte[] key) {
        return key.length < WireFormat.HEADER_BYTES || key[0] != WireFormat.MAGIC
                ? key
                : Arrays.copyOfRange(key, WireFormat.HEADER_BYTES, key.length);
    }
}
