package io.tributary.streams.contract.table;

import io.tributary.schemas.contract.Cleaning;
import io.tributary.schemas.contract.ContractColumn;
import io.tributary.schemas.contract.ValueType;
import io.tributary.schemas.contract.ValueType.Kind;
import io.tributary.schemas.naming.SafeName;
import io.tributary.streams.contract.row.Typed;
import io.tributary.streams.contract.value.Values;
import io.tributary.streams.deadletter.RejectedRecordException;
import io.tributary.streams.deadletter.Rule;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/**
 * A contract's column over a table's.
 *
 * @param column of the contract
 * @param field of the table's own clean record; null if the table has no such column
 * @param type that the field has
 * @param same whether its values are taken as they are
 */
record TableColumn(ContractColumn column, Schema.Field field, ValueType type, boolean same) {

    /**
     * Finds a contract's column in a table.
     *
     * @throws RejectedRecordException if the table's column is of a type that contracts do not know
     */
    static TableColumn of(ContractColumn column, Schema table) throws RejectedRecordException {
        for (String source : column.sources()) {
            Schema.Field field = table.getField(SafeName.of(source));
            if (field != null) {
                ValueType type = TableTypes.of(field.schema())
                        .orElseThrow(() -> new RejectedRecordException(
                                Rule.CONTRACT_MISMATCH,
                                column.name(),
                                "Column '" + column.name()
                                        + "' holds bytes, which a contract cannot type; take it out of"
                                        + " the contract, and it goes through as it is"));
                boolean bare = column.cleaning().equals(Cleaning.none());
                return new TableColumn(column, field, type, bare && isSame(type, column.type()));
            }
        }
        return new TableColumn(column, null, null, false);
    }

    private static boolean isSame(ValueType table, ValueType contract) {
        boolean bothText = isText(table.kind()) && isText(contract.kind());
        return table.equals(contract) || bothText;
    }

    private static boolean isText(Kind kind) {
        return kind == Kind.STRING || kind == Kind.JSON || kind == Kind.TIME;
    }

    /** The raw value for cleaning; null if there is none. */
    Object raw(GenericRecord row) {
        Object value = field == null ? null : Values.ofAvro(type, row.get(field.pos()));
        if (value == null) {
            return null;
        }
        return same ? new Typed(value) : Values.canonical(type, value);
    }
}
