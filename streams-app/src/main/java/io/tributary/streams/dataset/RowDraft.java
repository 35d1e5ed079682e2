package io.tributary.streams.dataset;

import io.tributary.streams.column.Placeholder;
import io.tributary.streams.deadletter.RejectedRecordException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * A clean record in the making: the columns that the event tells are in, those that Postgres left out are named.
 *
 * @param mapping how it was made
 * @param clean the record, still without {@code _meta}
 * @param leftOut columns whose value is missing, since it is large and did not change
 * @param estimatedBytes size of the values in the Postgres row: rather too much than too little
 */
public record RowDraft(RowMapping mapping, GenericRecord clean, List<Column> leftOut, int estimatedBytes) {

    private static final int TUPLE_HEADER_BYTES = 32;

    /** A record of a row without any values: that of a truncate. */
    public static RowDraft empty(RowMapping mapping) {
        return new RowDraft(mapping, new GenericData.Record(mapping.schema()), List.of(), 0);
    }

    /**
     * Converts a row.
     *
     * @throws RejectedRecordException if a value has no place in its column's clean type
     */
    public static RowDraft of(RowMapping mapping, GenericRecord raw) throws RejectedRecordException {
        GenericRecord clean = new GenericData.Record(mapping.schema());
        List<Column> leftOut = List.of();
        int bytes = TUPLE_HEADER_BYTES;
        for (Column column : mapping.columns()) {
            Object value = raw.get(column.position());
            if (value == null) {
                continue;
            }
            if (column.type().storage().canBeLeftOut() && Placeholder.is(value)) {
                leftOut = with(leftOut, column);
                continue;
            }
            clean.put(column.position(), column.convert(value));
            bytes = sum(bytes, column.type().estimatedBytes(value));
        }
        return new RowDraft(mapping, clean, leftOut, bytes);
    }

    /**
     * Converts the row that a delete took away, as far as the source tells it: at least the key. A value that the clean
     * type has no place for is left null; it must not keep the row alive.
     *
     * @throws RejectedRecordException if a value of the key has no place in its column's clean type
     */
    public static RowDraft ofDeleted(RowMapping mapping, GenericRecord raw) throws RejectedRecordException {
        GenericRecord clean = new GenericData.Record(mapping.schema());
        List<Column> told = UntoldValues.onlyKeyIsTold(mapping, raw) ? mapping.keyColumns() : mapping.columns();
        for (Column column : told) {
            Object value = raw.get(column.position());
            if (value == null || Placeholder.is(value)) {
                continue;
            }
            try {
                clean.put(column.position(), column.convert(value));
            } catch (RejectedRecordException e) {
                if (mapping.keyColumns().contains(column)) {
                    throw e;
                }
            }
        }
        return new RowDraft(mapping, clean, List.of(), 0);
    }

    private static List<Column> with(List<Column> columns, Column column) {
        List<Column> more = columns.isEmpty() ? new ArrayList<>() : columns;
        more.add(column);
        return more;
    }

    private static int sum(int one, int other) {
        int sum = one + other;
        return sum < 0 ? Integer.MAX_VALUE : sum;
    }
}
