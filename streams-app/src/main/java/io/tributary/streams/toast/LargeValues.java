package io.tributary.streams.toast;

import io.tributary.schemas.change.Operation;
import io.tributary.schemas.naming.Dataset;
import io.tributary.streams.dataset.Column;
import io.tributary.streams.dataset.RowDraft;
import io.tributary.streams.deadletter.RejectedRecordException;
import io.tributary.streams.envelope.ChangeEvent;
import io.tributary.streams.envelope.RawRecord;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Puts back the values that Postgres leaves out of an update because they are large and did not change (TOAST).
 *
 * <p>Values are kept that a later update may leave out: see {@link KeptValues}. A table of small rows costs one look for its
 * first record.
 *
 * <p>What is kept of a key is used for updates of the row only: the event with which the row begins replaces it, waits
 * with all that follows, or is a dead letter and deletes it. So it does no harm that a truncate, which is in one partition,
 * leaves values behind in the others.
 */
public final class LargeValues {

    private final LargeValueStore store;
    private final Arrivals arrivals;
    private final TruncatesElsewhere truncates;

    /**
     * Large values in a store.
     *
     * @param clockMillis milliseconds since 1970-01-01 UTC
     */
    public LargeValues(KeyValueStore<Bytes, byte[]> store, LongSupplier clockMillis) {
        this.store = new LargeValueStore(store);
        this.arrivals = new Arrivals(store, clockMillis);
        this.truncates = new TruncatesElsewhere(store);
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
            if (!draft.leftOut().isEmpty()) {
                throw UnavailableValue.neverSeen(dataset, draft.leftOut().get(0));
            }
            return StoreChange.NONE;
        }
        byte[] known = isComplete(change, draft) ? null : find(change);
        int bytes = putBack(change, draft, known);
        StoreChange storing = keep(change, KeptValues.of(change.event().op(), draft, bytes), known);
        return !change.comesFromKnownKey()
                ? storing
                : () -> {
                    storing.apply();
                    arrivals.settle(change.rowAddress(), change.event().lsn());
                };
    }

    /**
     * Completes a row that is replayed. Its key's newest change is the one that left behind what is kept of the key;
     * what an older one left out is not known any more.
     *
     * @throws RejectedRecordException if a value that was left out is not known
     */
    public void recall(RowChange change, RowDraft draft) throws RejectedRecordException {
        if (isComplete(change, draft)) {
            return;
        }
        if (change.raw().history()) {
            throw UnavailableValue.ofHistory(change.dataset());
        }
        putBack(change, draft, change.key() == null ? null : store.find(change.dataset(), change.key()));
    }

    private static boolean isComplete(RowChange change, RowDraft draft) {
        return draft.leftOut().isEmpty() && !mayHideValues(draft, change.event());
    }

    /** Puts values back and returns the size of the row then. */
    private int putBack(RowChange change, RowDraft draft, byte[] known) throws RejectedRecordException {
        Dataset dataset = change.dataset();
        GenericRecord values = known == null ? null : decode(dataset, known, draft);
        if (values != null && mayHideValues(draft, change.event())) {
            rejectHidden(dataset, draft, values);
        }
        int bytes = draft.estimatedBytes();
        for (Column column : draft.leftOut()) {
            Object value = values == null ? null : values.get(column.safeName());
            if (value == null) {
                throw UnavailableValue.neverSeen(dataset, column);
            }
            draft.clean().put(column.position(), value);
            bytes = Math.max(bytes, bytes + column.type().estimatedBytes(value));
        }
        return bytes;
    }

    private StoreChange keep(RowChange change, GenericRecord values, byte[] known) {
        Dataset dataset = change.dataset();
        byte[] key = change.key();
        if (values == null) {
            return store.hasAny(dataset) && store.find(dataset, key) != null
                    ? () -> store.delete(dataset, key)
                    : StoreChange.NONE;
        }
        byte[] own = change.event().op() == Operation.UPDATE ? known : null;
        return () -> {
            byte[] stored = store.encode(values);
            if (!Arrays.equals(own, stored)) {
                store.put(dataset, key, change.event().position(), stored);
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

    /** What a deleted row sends to its new key, if its key changes and the new one is known. */
    public Optional<Departure> departure(RowChange change) {
        if (!change.leavesItsKey() || change.otherKey() == null) {
            return Optional.empty();
        }
        long lsn = change.event().lsn();
        byte[] stored = store.find(change.dataset(), change.key());
        MovedValues values =
                stored == null ? MovedValues.none(lsn) : new MovedValues(lsn, store.schemaOf(stored), stored);
        KeyChange newKey = change.otherKey();
        return Optional.of(new Departure(
                Departure.addressOf(change.raw().topic(), newKey.bareKey()), newKey.partition(), values.write()));
    }

    /** What a partition tells of a truncate to another. */
    public Departure departure(RawRecord truncate, long position, int partition) {
        return new Departure(
                Departure.addressOf(truncate.topic()),
                partition,
                MovedValues.none(position).write());
    }

    /**
     * Takes in what was sent from elsewhere.
     *
     * @param address see {@link Departure#address}
     * @param message see {@link Departure#message}
     * @return LSN of the key change or truncate
     */
    public long arrived(byte[] address, byte[] message) {
        MovedValues values = MovedValues.read(message);
        String truncated = Departure.tableOf(address);
        if (truncated != null) {
            truncates.add(truncated, values.lsn());
            return values.lsn();
        }
        if (values.stored().length > 0) {
            store.learn(values.stored(), values.schema());
        }
        arrivals.put(address, values.lsn(), values.stored());
        return values.lsn();
    }

    /** Forgets what was truncated before a change, also if another partition has the truncate. */
    public void forgetTruncated(Dataset dataset, String rawTopic, long position) {
        truncates.takeBefore(rawTopic, position).ifPresent(truncate -> store.deleteBefore(dataset, truncate));
    }

    /** Deletes what arrived before a time and was not needed. */
    public void deleteArrivalsBefore(long millis) {
        arrivals.deleteBefore(millis);
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

    /**
     * The values that the row had before the change, under this key or the one it comes from; null if there are none. What
     * the key had before is no new row's: what is kept of it may be left from a row whose end this partition never saw.
     */
    private byte[] find(RowChange change) throws AwaitedValuesException {
        if (change.comesFromKnownKey()) {
            byte[] arrived = arrivals.find(change.rowAddress(), change.event().lsn());
            if (arrived == null && change.patient()) {
                throw new AwaitedValuesException(change.event().lsn());
            }
            return arrived == null || arrived.length == 0 ? null : arrived;
        }
        return switch (change.event().op()) {
            case UPDATE -> store.find(change.dataset(), change.key());
            case CREATE ->
                change.event().lsn() == null
                        ? null
                        : store.findMoved(change.dataset(), change.event().lsn());
            case READ, DELETE, TRUNCATE -> null;
        };
    }

    private GenericRecord decode(Dataset dataset, byte[] known, RowDraft draft) throws RejectedRecordException {
        try {
            return store.decode(known, draft.mapping().largeSchema());
        } catch (AvroRuntimeException e) {
            throw UnavailableValue.ofOtherType(dataset, e);
        }
    }

    /** Whether a null may stand for a value that was left out: Debezium has no placeholder for some types. */
    private static boolean mayHideValues(RowDraft draft, ChangeEvent event) {
        return draft.mapping().hasUnmarked()
                && event.before() == null
                && event.op() != Operation.READ
                && draft.mapping().largeColumns().stream().anyMatch(column -> isUnmarkedNull(draft, column));
    }

    private static void rejectHidden(Dataset dataset, RowDraft draft, GenericRecord values)
            throws RejectedRecordException {
        for (Column column : draft.mapping().largeColumns()) {
            if (isUnmarkedNull(draft, column) && values.get(column.safeName()) != null) {
                throw UnavailableValue.mayBeHidden(dataset, column);
            }
        }
    }

    private static boolean isUnmarkedNull(RowDraft draft, Column column) {
        return column.isUnmarked() && draft.clean().get(column.position()) == null;
    }
}
