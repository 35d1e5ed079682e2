package io.tributary.streams.contract.record;

import io.tributary.schemas.change.ChangeMetadata;
import io.tributary.schemas.change.Operation;
import io.tributary.schemas.contract.Contract;
import io.tributary.schemas.naming.Dataset;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.streams.contract.row.Hiding;
import io.tributary.streams.contract.row.RawColumns;
import io.tributary.streams.contract.row.RowCleaning;
import io.tributary.streams.contract.row.Warnings;
import io.tributary.streams.deadletter.RejectedRecordException;
import io.tributary.streams.deadletter.Rule;
import io.tributary.streams.envelope.RawRecord;
import io.tributary.streams.topic.OutputTopics;
import org.apache.avro.generic.GenericRecord;

/** The rows of one dataset on their way: cleaned, keyed, put in order, written. */
final class DatasetRows {

    private static final int RECORD_OVERHEAD_BYTES = 4 * 1024;

    private final Contract contract;
    private final RowCleaning cleaning;
    private final RowEncoding encoding;
    private final int orderingColumn;

    DatasetRows(Contract contract, SchemaRegistry registry, Hiding hiding, Warnings warnings) {
        this.contract = contract;
        this.cleaning = new RowCleaning(contract, warnings);
        this.encoding = new RowEncoding(contract, registry, hiding);
        this.orderingColumn = contract.ordering() == null
                ? -1
                : contract.columns()
                        .indexOf(contract.column(contract.ordering()).orElseThrow());
    }

    Contract contract() {
        return contract;
    }

    Dataset dataset() {
        return contract.dataset();
    }

    /**
     * A row, clean and keyed.
     *
     * @param key in the wire format
     */
    record Row(Object[] values, byte[] key) {}

    Row clean(RawColumns raw) throws RejectedRecordException {
        Object[] values = cleaning.clean(raw);
        return new Row(values, encoding.encode(encoding.key(values)));
    }

    /** The key of a row of which nothing else can be told, in the wire format. */
    byte[] key(RawColumns raw) throws RejectedRecordException {
        return encoding.encode(keyRecord(raw));
    }

    private GenericRecord keyRecord(RawColumns raw) throws RejectedRecordException {
        Object[] values = new Object[contract.columns().size()];
        for (int column : encoding.keyColumns()) {
            values[column] = cleaning.value(column, raw);
        }
        return encoding.key(values);
    }

    void send(Row row, Origin origin, RawRecord raw, Outlet outlet) throws RejectedRecordException {
        byte[] value = encoding.encode(row.values(), metadata(Operation.READ, ordering(row, origin), origin, raw));
        int bytes = value.length + row.key().length + RECORD_OVERHEAD_BYTES;
        if (bytes > OutputTopics.MAX_RECORD_BYTES) {
            throw new RejectedRecordException(
                    Rule.TOO_LARGE,
                    null,
                    "The clean record has " + bytes + " bytes, more than the " + OutputTopics.MAX_RECORD_BYTES
                            + " that are handled; leave the large column out of the contract");
        }
        outlet.clean(contract.dataset(), row.key(), value, origin.sourceTsMicros());
    }

    void sendDeleted(RawColumns columns, Origin origin, RawRecord raw, Outlet outlet) throws RejectedRecordException {
        sendDeleted(keyRecord(columns), origin, raw, outlet);
    }

    void sendDeleted(GenericRecord key, Origin origin, RawRecord raw, Outlet outlet) {
        ChangeMetadata metadata = metadata(Operation.DELETE, origin.ordering(), origin, raw);
        byte[] value = encoding.encodeDeleted(key, metadata);
        outlet.clean(contract.dataset(), encoding.encode(key), value, origin.sourceTsMicros());
    }

    private long ordering(Row row, Origin origin) throws RejectedRecordException {
        if (orderingColumn < 0) {
            return origin.ordering();
        }
        if (row.values()[orderingColumn] instanceof Number number) {
            return number.longValue();
        }
        throw new RejectedRecordException(
                Rule.REQUIRED,
                contract.ordering(),
                "Column '" + contract.ordering() + "' has no value, and says which of two records is newer");
    }

    private ChangeMetadata metadata(Operation operation, long ordering, Origin origin, RawRecord raw) {
        return new ChangeMetadata(
                operation,
                origin.sourceTsMicros(),
                ordering,
                null,
                null,
                raw.topic(),
                raw.partition(),
                raw.offset(),
                contract.version());
    }
}
