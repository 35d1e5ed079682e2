package io.tributary.streams.toast;

import io.tributary.schemas.change.Operation;
import io.tributary.streams.column.ColumnType;
import io.tributary.streams.dataset.Column;
import io.tributary.streams.dataset.RowDraft;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * Which values of a row a later update may leave out. Postgres moves values out of a row when it is wider than about 2,000
 * bytes, the largest first, and a value that was moved out stays there until it changes, however small the row becomes.
 *
 * @see <a href="https://www.postgresql.org/docs/current/storage-toast.html">TOAST</a>
 */
final class KeptValues {

    /** Below TOAST_TUPLE_THRESHOLD (2,032 bytes with pages of 8 kB), by what an estimate may be wrong. */
    private static final int WIDE_ROW_BYTES = 1_500;

    /** Values up to this size are never moved out: the pointer would be no smaller. */
    private static final int POINTER_BYTES = 18;

    private KeptValues() {}

    /**
     * The values to keep of a row.
     *
     * @param draft the row, complete
     * @param bytes its size
     * @return null if there are none
     */
    static GenericRecord of(Operation op, RowDraft draft, int bytes) {
        GenericRecord values = null;
        for (Column column : columns(op, draft, bytes)) {
            Object value = draft.clean().get(column.position());
            if (value != null && column.type().estimatedBytes(value) > POINTER_BYTES) {
                values = values == null ? new GenericData.Record(draft.mapping().largeSchema()) : values;
                values.put(column.safeName(), value);
            }
        }
        return values;
    }

    private static List<Column> columns(Operation op, RowDraft draft, int bytes) {
        if (bytes >= WIDE_ROW_BYTES) {
            return draft.mapping().largeColumns();
        }
        return op == Operation.READ ? perhapsMovedOut(draft) : draft.leftOut();
    }

    /**
     * The columns whose values may have been moved out when a row that a snapshot reads was wider. They were the largest
     * then, so the row would be wide if all of its values were as large.
     */
    private static List<Column> perhapsMovedOut(RowDraft draft) {
        List<Column> large = draft.mapping().largeColumns();
        long others = (draft.mapping().columns().size() - (long) large.size()) * ColumnType.FIXED_BYTES;
        List<Column> kept = new ArrayList<>();
        for (Column column : large) {
            Object value = draft.clean().get(column.position());
            long bytes = value == null ? 0 : column.type().estimatedBytes(value);
            if (bytes * large.size() + others >= WIDE_ROW_BYTES) {
                kept.add(column);
            }
        }
        return kept;
    }
}
