package io.tributary.streams.toast;

import io.tributary.schemas.change.Operation;
import io.tributary.schemas.naming.Dataset;
import io.tributary.streams.dataset.Column;
import io.tributary.streams.dataset.RowDraft;
import io.tributary.streams.deadletter.RejectedRecordException;
import io.tributary.streams.deadletter.Rule;
import io.tributary.streams.envelope.ChangeEvent;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Puts back the values that Postgres leaves out of an update because they are large and did not change (TOAST).
 *
 * <p>Postgres moves values out of a row only when the row is wider than about 2,000 bytes, and a value that was moved out
 * stays there until it changes. So values are kept for rows that may be that wide, and, however small the row has become
 * since, for every column that an update left out. A table of small rows costs one look for its first record.
 *
 * @see <a href="https://www.postgresql.org/docs/current/storage-toast.html">TOAST</a>
 */
public final class LargeValues {

    /** Below TOAST_TUPLE_THRESHOLD (2,032 bytes with pages of 8 kB), by what an estimate may be wrong. */
    static final int WIDE_ROW_BYTES = 1_500;

    /** Values up to this size are never moved out: the pointer would be no smaller. */
    private static final int POINTER_BYTES = 18;

    private final LargeValueStore store;

    public LargeValues(KeyValueStore<Bytes, byte[]> store) {
        this.store = new LargeValueStore(store);
    }

    /**
     * Completes a row.
     *
     * @param draft the row; the values that were left out are put into its record
     * @return what to do with the store once the record has been accepted; nothing has been written yet
     * @throws RejectedRecordException if a value was left out that was never seen
     * @throws AwaitedValuesException if a value that was left out is on its way from the row's old key
     */
    public StoreChange complete(RowChange change, RowDraft draft)
            throws RejectedRecordException, AwaitedValuesException {
        Dataset dataset = change.dataset();
        if (change.key() == null) {
            rejectLeftOut(dataset, draft.leftOut());
            return StoreChange.NONE;
        }
        boolean ambiguous = mayHideValues(draft, change.event());
        byte[] known = draft.leftOut().isEmpty() && !ambiguous ? null : find(change);
        GenericRecord values = known == null ? null : decode(dataset, known, draft);
        if (ambiguous && values != null) {
            rejectAmbiguous(dataset, draft, values);
        }
        int bytes = draft.estimatedBytes();
        for (Column column : draft.leftOut()) {
            Object value = values == null ? null : values.get(column.safeName());
            if (value == null) {
                rejectLeftOut(dataset, List.of(column));
            }
            draft.clean().put(column.position(), value);
            bytes = Math.max(bytes, bytes + column.type().estimatedBytes(value));
        }
        StoreChange storing = storeChange(dataset, change.key(), draft, bytes, known);
        return !change.comesFromKnownKey()
                ? storing
                : () -> {
                    storing.apply();
                    store.deleteArrival(change.rowAddress());
                };
    }

    private StoreChange storeChange(Dataset dataset, byte[] key, RowDraft draft, int bytes, byte[] known) {
        List<Column> kept = bytes >= WIDE_ROW_BYTES ? draft.mapping().largeColumns() : draft.leftOut();
        GenericRecord values = new GenericData.Record(draft.mapping().largeSchema());
        boolean any = false;
        for (Column column : kept) {
            Object value = draft.clean().get(column.position());
            if (value != null && column.type().estimatedBytes(value) > POINTER_BYTES) {
                values.put(column.safeName(), value);
                any = true;
            }
        }
        if (!any) {
            return store.hasAny(dataset) && store.find(dataset, key) != null
                    ? () -> store.delete(dataset, key)
                    : StoreChange.NONE;
        }
        return () -> {
            byte[] stored = store.encode(values);
            if (known == null || !Arrays.equals(known, stored) || store.find(dataset, key) == null) {
                store.put(dataset, key, stored);
            }
        };
    }

    /** Forgets a deleted row. If its key changes, the values go where the row will be. */
    public StoreChange forget(RowChange change) {
        byte[] known = change.key() == null ? null : store.find(change.dataset(), change.key());
        if (known == null) {
            return StoreChange.NONE;
        }
        return () -> {
            store.delete(change.dataset(), change.key());
            if (change.leavesItsKey() && change.otherKey() == null) {
                store.putMoved(change.dataset(), change.event().lsn(), known);
            }
        };
    }

    /** What a deleted row sends to its new key, if that is known; null if the row's key does not change. */
    public Departure departure(RowChange change) {
        return change.leavesItsKey() && change.otherKey() != null
                ? Departure.of(
                        change.raw(),
                        change.otherKey(),
                        change.event().lsn(),
                        store.find(change.dataset(), change.key()))
                : null;
    }

    /**
     * Takes in what a row sent from its old key.
     *
     * @return LSN of the key change
     */
    public long arrived(byte[] rowAddress, byte[] message, long nowMillis) {
        long lsn = ByteBuffer.wrap(message).getLong();
        store.putArrival(rowAddress, lsn, Arrays.copyOfRange(message, Long.BYTES, message.length), nowMillis);
        return lsn;
    }

    /** Deletes what arrived before a time and was not needed. */
    public void deleteArrivalsBefore(long millis) {
        store.deleteArrivalsBefore(millis);
    }

    /**
     * Forgets what is known of a row, since a change of it was rejected: its values may have changed unseen, and a later
     * change must not get back the old ones.
     */
    public void distrust(Dataset dataset, byte[] key) {
        if (store.find(dataset, key) != null) {
            store.delete(dataset, key);
        }
    }

    /** Forgets all rows. */
    public StoreChange forgetAll(Dataset dataset) {
        return () -> store.deleteAll(dataset);
    }

    /** The row's own values, or those of the row that changes its key into this one; null if there are none. */
    private byte[] find(RowChange change) throws AwaitedValuesException {
        if (change.comesFromKnownKey()) {
            byte[] arrived =
                    store.findArrival(change.rowAddress(), change.event().lsn());
            if (arrived == null && change.otherKey().late() && change.patient()) {
                throw new AwaitedValuesException(change.event().lsn());
            }
            return arrived == null || arrived.length == 0 ? null : arrived;
        }
        if (change.event().op() == Operation.CREATE && change.event().lsn() != null) {
            byte[] moved = store.findMoved(change.dataset(), change.event().lsn());
            if (moved != null) {
                return moved;
            }
        }
        return store.find(change.dataset(), change.key());
    }

    private GenericRecord decode(Dataset dataset, byte[] known, RowDraft draft) throws RejectedRecordException {
        try {
            return store.decode(known, draft.mapping().largeSchema());
        } catch (AvroRuntimeException e) {
            throw new RejectedRecordException(
                    Rule.UNAVAILABLE_VALUE,
                    null,
                    "A large value of " + dataset.tableName() + " did not change, and is known only in a type that the"
                            + " column no longer has. " + fix(dataset),
                    e);
        }
    }

    /** Whether a null may stand for a value that was left out: Debezium has no placeholder for some types. */
    private static boolean mayHideValues(RowDraft draft, ChangeEvent event) {
        if (!draft.mapping().hasUnmarked() || event.before() != null || event.op() == Operation.READ) {
            return false;
        }
        for (Column column : draft.mapping().largeColumns()) {
            if (column.isUnmarked() && draft.clean().get(column.position()) == null) {
                return true;
            }
        }
        return false;
    }

    private static void rejectAmbiguous(Dataset dataset, RowDraft draft, GenericRecord values)
            throws RejectedRecordException {
        for (Column column : draft.mapping().largeColumns()) {
            if (column.isUnmarked()
                    && draft.clean().get(column.position()) == null
                    && values.get(column.safeName()) != null) {
                throw new RejectedRecordException(
                        Rule.UNAVAILABLE_VALUE,
                        column.name(),
                        "Column '" + column.name() + "' of " + dataset.tableName()
                                + " had a large value and is null now: either it was set to null, or it did not change"
                                + " and Debezium has no placeholder for its type. " + fix(dataset));
            }
        }
    }

    private static void rejectLeftOut(Dataset dataset, List<Column> columns) throws RejectedRecordException {
        if (!columns.isEmpty()) {
            String name = columns.get(0).name();
            throw new RejectedRecordException(
                    Rule.UNAVAILABLE_VALUE,
                    name,
                    "Column '" + name + "' of " + dataset.tableName()
                            + " is large and did not change, so Postgres left it out of the change, and its value was"
                            + " never seen before. " + fix(dataset));
        }
    }

    private static String fix(Dataset dataset) {
        return "Run ALTER TABLE ... REPLICA IDENTITY FULL on the table of dataset '" + dataset.name()
                + "', or take a new snapshot of it, and update the row again";
    }
}
