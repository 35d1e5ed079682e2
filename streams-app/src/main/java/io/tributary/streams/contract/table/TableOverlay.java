package io.tributary.streams.contract.table;

import io.tributary.schemas.change.ChangeMetadata;
import io.tributary.schemas.contract.CleanSchema;
import io.tributary.schemas.contract.Contract;
import io.tributary.schemas.contract.ContractColumn;
import io.tributary.schemas.contract.Severity;
import io.tributary.streams.contract.row.Hiding;
import io.tributary.streams.contract.row.RawColumns;
import io.tributary.streams.contract.row.RowCleaning;
import io.tributary.streams.deadletter.RejectedRecordException;
import io.tributary.streams.deadletter.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;

/**
 * A contract over a table's own clean rows of one schema. Columns that the contract does not name go through as they are, so
 * that a column that is added flows by itself.
 */
final class TableOverlay {

    private final Contract contract;
    private final RowCleaning cleaning;
    private final Hiding hiding;
    private final List<TableColumn> columns = new ArrayList<>();
    private final Map<Integer, Integer> through = new HashMap<>();
    private final Map<Integer, Integer> made = new HashMap<>();
    private final Schema schema;
    private final GenericDatumWriter<GenericRecord> writer;

    /** What is wrong with rows under the key that the table's own clean rows have; null if nothing is. */
    private String keyMismatch;

    /**
     * Compiles it.
     *
     * @param table schema of the table's own clean rows
     * @throws RejectedRecordException if contract and table contradict each other
     */
    TableOverlay(Contract contract, RowCleaning cleaning, Hiding hiding, Schema table) throws RejectedRecordException {
        this.contract = contract;
        this.cleaning = cleaning;
        this.hiding = hiding;
        Map<Integer, Integer> byField = new HashMap<>();
        for (ContractColumn column : contract.columns()) {
            TableColumn found = TableColumn.of(column, table);
            if (found.field() != null) {
                byField.put(found.field().pos(), columns.size());
            }
            columns.add(found);
        }
        this.schema = schema(table, byField);
        this.writer = new GenericDatumWriter<>(schema);
    }

    /** The table's columns in their order, then those that only the contract has, then the metadata. */
    private Schema schema(Schema table, Map<Integer, Integer> byField) throws RejectedRecordException {
        List<Schema.Field> fields = new ArrayList<>();
        for (Schema.Field field : table.getFields()) {
            Integer column = byField.get(field.pos());
            if (field.name().equals(ChangeMetadata.FIELD)) {
                addColumnsOfTheContractAlone(fields);
                fields.add(new Schema.Field(field, field.schema()));
            } else if (column == null) {
                through.put(fields.size(), field.pos());
                fields.add(new Schema.Field(field, field.schema()));
            } else {
                add(column, fields);
            }
        }
        Schema made = Schema.createRecord(table.getName(), contract.description(), table.getNamespace(), false, fields);
        if (table.getObjectProp(CleanSchema.KEY) instanceof List<?> names) {
            made.addProp(
                    CleanSchema.KEY,
                    key(names.stream().map(name -> renamed(name.toString())).toList()));
        }
        CleanSchema.describe(made, contract);
        return made;
    }

    private void addColumnsOfTheContractAlone(List<Schema.Field> fields) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).field() == null) {
                add(i, fields);
            }
        }
    }

    private void add(int column, List<Schema.Field> fields) {
        ContractColumn contractColumn = columns.get(column).column();
        if (!contractColumn.isDropped()) {
            made.put(fields.size(), column);
            fields.add(CleanSchema.field(contractColumn));
        }
    }

    /**
     * The key that the schema tells. A row may come without one, captured before the contract named it, and a truncate may be
     * of rows that had another: the key of today is the contract's all the same.
     */
    private List<String> key(List<String> ofRows) {
        boolean fits = contract.key().isEmpty() || new HashSet<>(contract.key()).equals(new HashSet<>(ofRows));
        if (!fits && !ofRows.isEmpty()) {
            keyMismatch = "The contract's key is " + contract.key() + ", the record's is " + ofRows
                    + "; if that is the table's own, take the primaryKey out of the contract, or give the table that key";
        }
        return fits ? ofRows : contract.key();
    }

    private void requireKeyThatFits() throws RejectedRecordException {
        if (keyMismatch != null) {
            throw new RejectedRecordException(Rule.CONTRACT_MISMATCH, null, keyMismatch);
        }
    }

    private String renamed(String field) {
        return columns.stream()
                .filter(column ->
                        column.field() != null && column.field().name().equals(field))
                .map(column -> column.column().name())
                .findFirst()
                .orElse(field);
    }

    Schema schema() {
        return schema;
    }

    GenericDatumWriter<GenericRecord> writer() {
        return writer;
    }

    /** A row that is there. */
    GenericRecord apply(GenericRecord row) throws RejectedRecordException {
        requireKeyThatFits();
        return record(row, cleaning.clean(raw(row)));
    }

    /** What is told of a row that is gone: rules are for rows that are there. */
    GenericRecord applyDeleted(GenericRecord row) throws RejectedRecordException {
        requireKeyThatFits();
        return withoutRules(row);
    }

    /** What is told of a table that is emptied, whatever key its rows had. */
    GenericRecord applyTruncated(GenericRecord row) throws RejectedRecordException {
        return withoutRules(row);
    }

    private GenericRecord withoutRules(GenericRecord row) throws RejectedRecordException {
        Object[] values = new Object[columns.size()];
        RawColumns raw = column -> columns.get(column).raw(row);
        for (int i = 0; i < values.length; i++) {
            if (columns.get(i).field() != null) {
                values[i] = deletedValue(i, raw);
            }
        }
        return record(row, values);
    }

    private Object deletedValue(int column, RawColumns raw) throws RejectedRecordException {
        try {
            return cleaning.value(column, raw);
        } catch (RejectedRecordException e) {
            if (contract.key().contains(columns.get(column).column().name())) {
                throw e;
            }
            return null;
        }
    }

    private RawColumns raw(GenericRecord row) {
        return index -> {
            TableColumn column = columns.get(index);
            if (column.field() == null && column.column().required() == Severity.REJECT) {
                throw new RejectedRecordException(
                        Rule.MISSING_COLUMN,
                        column.column().name(),
                        "The table has no column "
                                + String.join(" or ", column.column().sources())
                                + "; correct the contract (physicalName)");
            }
            return column.raw(row);
        };
    }

    private GenericRecord record(GenericRecord row, Object[] values) {
        GenericRecord record = new GenericData.Record(schema);
        through.forEach((to, from) -> record.put(to, row.get(from)));
        made.forEach(
                (to, column) -> record.put(to, hiding.toAvro(contract.columns().get(column), values[column])));
        GenericRecord metadata = (GenericRecord) row.get(ChangeMetadata.FIELD);
        metadata.put(ChangeMetadata.CONTRACT_VERSION, contract.version());
        record.put(ChangeMetadata.FIELD, metadata);
        return record;
    }
}
