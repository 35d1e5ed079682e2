package io.tributary.streams.topology;

import io.tributary.schemas.change.ChangeMetadata;
import io.tributary.schemas.change.Operation;
import io.tributary.schemas.naming.Dataset;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.registry.SchemaRejectedException;
import io.tributary.schemas.wire.AvroCodec;
import io.tributary.schemas.wire.MalformedRecordException;
import io.tributary.schemas.wire.WireFormat;
import io.tributary.streams.contract.table.TableOverlays;
import io.tributary.streams.dataset.KeyMapping;
import io.tributary.streams.dataset.Mappings;
import io.tributary.streams.dataset.RawTable;
import io.tributary.streams.dataset.RowDraft;
import io.tributary.streams.dataset.RowMapping;
import io.tributary.streams.deadletter.RejectedRecordException;
import io.tributary.streams.deadletter.Rule;
import io.tributary.streams.envelope.ChangeEvent;
import io.tributary.streams.envelope.EnvelopeLayout;
import io.tributary.streams.envelope.RawRecord;
import io.tributary.streams.redrive.LaterRecords;
import io.tributary.streams.toast.AwaitedValuesException;
import io.tributary.streams.toast.Departure;
import io.tributary.streams.toast.KeyChange;
import io.tributary.streams.toast.LargeValues;
import io.tributary.streams.toast.RowChange;
import io.tributary.streams.toast.StoreChange;
import io.tributary.streams.toast.UnavailableValue;
import io.tributary.streams.topic.OutputTopics;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** Makes a clean record of a raw one. Writes nothing until the record is accepted. Not thread-safe. */
final class Cleaner {

    private static final int RECORD_OVERHEAD_BYTES = 4 * 1024;

    private final AvroCodec codec;
    private final LargeValues largeValues;
    private final TableOverlays overlays;
    private final LaterRecords later;

    Cleaner(SchemaRegistry registry, TableOverlays overlays, LargeValues largeValues, LaterRecords later) {
        this.later = later;
        this.codec = new AvroCodec(registry);
        this.overlays = overlays;
        this.largeValues = largeValues;
    }

    /**
     * Cleans a record.
     *
     * @param patient whether the record may wait for values on their way from its row's old key
     * @throws RejectedRecordException if it cannot be processed, now or ever
     * @throws AwaitedValuesException if it has to wait for such values
     */
    CleanRow clean(RawTable table, RawRecord raw, boolean patient)
            throws RejectedRecordException, AwaitedValuesException {
        if (raw.value() == null) {
            throw new RejectedRecordException(
                    Rule.EMPTY_VALUE,
                    null,
                    "The record has no value; deletes come as envelopes, so turn tombstones off (tombstones.on.delete)");
        }
        rejectTooLarge("raw", raw.key(), raw.value());
        try {
            return cleanValue(table, raw, patient);
        } catch (SchemaRejectedException e) {
            throw new RejectedRecordException(
                    Rule.SCHEMA_REFUSED,
                    null,
                    e.getMessage() + "; set the compatibility of the subject to NONE, or take the change of the column"
                            + " back",
                    e);
        }
    }

    private CleanRow cleanValue(RawTable table, RawRecord raw, boolean patient)
            throws RejectedRecordException, AwaitedValuesException {
        GenericRecord envelope = decode(raw.value(), Rule.UNDECODABLE_VALUE);
        int valueSchemaId = schemaId(raw.value(), Rule.UNDECODABLE_VALUE);
        EnvelopeLayout layout = table.layout(valueSchemaId, envelope.getSchema());
        ChangeEvent event = layout.read(envelope);
        Dataset dataset = table.claim(event);
        boolean truncate = event.op() == Operation.TRUNCATE;

        Mappings.Registered<KeyMapping> keyMapping = null;
        Schema keySchema = null;
        byte[] key = null;
        if (raw.key() != null && !truncate) {
            GenericRecord rawKey = decode(raw.key(), Rule.UNDECODABLE_KEY);
            int keySchemaId = schemaId(raw.key(), Rule.UNDECODABLE_KEY);
            keySchema = rawKey.getSchema();
            keyMapping = table.key(keySchemaId, keySchema, valueSchemaId, layout.row());
            key = overlays.encodeKey(dataset, keyMapping, keyMapping.mapping().map(rawKey));
        }
        List<String> keyNames = truncate
                ? null
                : keyMapping == null ? List.of() : keyMapping.mapping().names();
        Mappings.Registered<RowMapping> mapping = table.row(valueSchemaId, layout.row(), keyNames);

        RowDraft draft = draft(event, mapping);
        RowChange change = new RowChange(
                dataset,
                raw,
                event,
                key == null ? null : raw.bareKey(),
                otherKey(table, raw, event, keySchema, mapping),
                patient);
        long ordering = table.ordering(event, raw.snapshotOrdering());
        if (raw.redriven()
                && !draft.leftOut().isEmpty()
                && later.after(raw, ordering).isPresent()) {
            throw UnavailableValue.ofLaterRecord(dataset, draft.leftOut().get(0));
        }
        StoreChange storeChange = raw.replayed() ? recall(change, draft) : storeChange(change, draft);
        draft.clean().put(ChangeMetadata.FIELD, metadata(event, ordering, raw));
        byte[] value = overlays.encodeRow(dataset, mapping, draft.clean(), event.op());
        rejectTooLarge("clean", key, value);
        List<Departure> departures = departures(table, change, mapping);
        return new CleanRow(dataset, key, value, event.op(), ordering, event.sourceTsMicros(), departures, () -> {
            largeValues.forgetTruncated(dataset, raw.topic(), event.position());
            storeChange.apply();
            table.remember(event, keyNames);
        });
    }

    /**
     * Notes what a record that will be cleaned later means for those behind it: how far a snapshot has come.
     *
     * @throws RejectedRecordException if it does not decode
     */
    void foresee(RawTable table, RawRecord raw) throws RejectedRecordException {
        if (raw.value() != null) {
            GenericRecord envelope = decode(raw.value(), Rule.UNDECODABLE_VALUE);
            int valueSchemaId = schemaId(raw.value(), Rule.UNDECODABLE_VALUE);
            table.rememberSnapshot(
                    table.layout(valueSchemaId, envelope.getSchema()).read(envelope));
        }
    }

    private static RowDraft draft(ChangeEvent event, Mappings.Registered<RowMapping> mapping)
            throws RejectedRecordException {
        return switch (event.op()) {
            case TRUNCATE -> RowDraft.empty(mapping.mapping());
            case DELETE -> RowDraft.ofDeleted(mapping.mapping(), row(event.before(), event));
            case CREATE, UPDATE, READ -> RowDraft.of(mapping.mapping(), row(event.after(), event));
        };
    }

    private static GenericRecord row(GenericRecord row, ChangeEvent event) throws RejectedRecordException {
        if (row == null) {
            throw new RejectedRecordException(
                    Rule.MISSING_ROW,
                    null,
                    "The envelope of operation '" + event.op().code()
                            + "' has no row; check the table's REPLICA IDENTITY (DEFAULT or FULL)");
        }
        return row;
    }

    /** The key that the row leaves or goes to; asked for only where it matters. */
    private KeyChange otherKey(
            RawTable table,
            RawRecord raw,
            ChangeEvent event,
            Schema keySchema,
            Mappings.Registered<RowMapping> mapping) {
        boolean matters = keySchema != null
                && raw.headers().toArray().length > 0
                && !mapping.mapping().largeColumns().isEmpty()
                && table.partitions() > 1;
        if (!matters) {
            return null;
        }
        return switch (event.op()) {
            case DELETE -> KeyChange.of(raw, KeyChange.NEW_KEY_HEADER, keySchema, table.partitions());
            case CREATE -> KeyChange.of(raw, KeyChange.OLD_KEY_HEADER, keySchema, table.partitions());
            case UPDATE, READ, TRUNCATE -> null;
        };
    }

    private List<Departure> departures(RawTable table, RowChange change, Mappings.Registered<RowMapping> mapping) {
        if (change.raw().replayed()) {
            return List.of();
        }
        return change.event().op() == Operation.TRUNCATE
                ? tell(table, change.raw(), change.event(), mapping)
                : largeValues.departure(change).stream().toList();
    }

    /** Tells the other partitions of a truncate. */
    private List<Departure> tell(
            RawTable table, RawRecord raw, ChangeEvent event, Mappings.Registered<RowMapping> mapping) {
        return mapping.mapping().largeColumns().isEmpty()
                ? List.of()
                : IntStream.range(0, table.partitions())
                        .filter(partition -> partition != raw.partition())
                        .mapToObj(partition -> largeValues.departure(raw, event.position(), partition))
                        .toList();
    }

    /** Completes a replayed row; what is kept of it stays as it is. */
    private StoreChange recall(RowChange change, RowDraft draft) throws RejectedRecordException {
        switch (change.event().op()) {
            case CREATE, UPDATE, READ -> largeValues.recall(change, draft);
            case DELETE, TRUNCATE -> {}
        }
        return StoreChange.NONE;
    }

    private StoreChange storeChange(RowChange change, RowDraft draft)
            throws RejectedRecordException, AwaitedValuesException {
        return switch (change.event().op()) {
            case TRUNCATE -> largeValues.forgetAll(change.dataset());
            case DELETE -> largeValues.forget(change);
            case CREATE, UPDATE, READ -> largeValues.complete(change, draft);
        };
    }

    private static GenericRecord metadata(ChangeEvent event, long ordering, RawRecord raw) {
        return new ChangeMetadata(
                        event.op(),
                        event.sourceTsMicros(),
                        ordering,
                        event.lsn(),
                        event.txId(),
                        raw.topic(),
                        raw.partition(),
                        raw.offset(),
                        null)
                .toAvro();
    }

    private GenericRecord decode(byte[] bytes, Rule rule) throws RejectedRecordException {
        try {
            return codec.decode(bytes);
        } catch (MalformedRecordException | AvroRuntimeException | ClassCastException e) {
            throw new RejectedRecordException(rule, null, e.getMessage(), e);
        }
    }

    private static int schemaId(byte[] bytes, Rule rule) throws RejectedRecordException {
        try {
            return WireFormat.schemaId(bytes);
        } catch (MalformedRecordException e) {
            throw new RejectedRecordException(rule, null, e.getMessage(), e);
        }
    }

    private static void rejectTooLarge(String which, byte[] key, byte[] value) throws RejectedRecordException {
        int bytes = value.length + (key == null ? 0 : key.length) + RECORD_OVERHEAD_BYTES;
        if (bytes > OutputTopics.MAX_RECORD_BYTES) {
            throw new RejectedRecordException(
                    Rule.TOO_LARGE,
                    null,
                    "The " + which + " record has " + bytes + " bytes, more than the " + OutputTopics.MAX_RECORD_BYTES
                            + " that are handled; keep values that large out of the table, or leave the column out"
                            + " (column.exclude.list)");
        }
    }
}
