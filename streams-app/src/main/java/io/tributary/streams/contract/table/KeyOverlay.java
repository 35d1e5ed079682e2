package io.tributary.streams.contract.table;

import io.tributary.schemas.contract.CleanSchema;
import io.tributary.schemas.contract.Contract;
import io.tributary.schemas.contract.ContractColumn;
import io.tributary.streams.contract.row.Hiding;
import io.tributary.streams.contract.row.RowCleaning;
import io.tributary.streams.deadletter.RejectedRecordException;
import io.tributary.streams.deadletter.Rule;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;

/** A contract over a table's own clean keys of one schema: the same columns, typed and hidden as in the row. */
final class KeyOverlay {

    private static final int ABSENT = -1;

    private final Contract contract;
    private final RowCleaning cleaning;
    private final Hiding hiding;
    private final TableColumn[] columns;
    private final int[] indexes;
    private final Schema schema;
    private final GenericDatumWriter<GenericRecord> writer;

    KeyOverlay(Contract contract, RowCleaning cleaning, Hiding hiding, Schema key) throws RejectedRecordException {
        this.contract = contract;
        this.cleaning = cleaning;
        this.hiding = hiding;
        columns = new TableColumn[key.getFields().size()];
        indexes = new int[columns.length];
        List<Schema.Field> fields = new ArrayList<>();
        for (Schema.Field field : key.getFields()) {
            indexes[field.pos()] = ABSENT;
            fields.add(new Schema.Field(field, field.schema()));
        }
        for (int i = 0; i < contract.columns().size(); i++) {
            ContractColumn column = contract.columns().get(i);
            TableColumn found = TableColumn.of(column, key);
            if (found.field() != null) {
                int position = found.field().pos();
                columns[position] = found;
                indexes[position] = i;
                fields.set(position, new Schema.Field(column.name(), CleanSchema.typeOf(column.cleanType())));
            }
        }
        schema = Schema.createRecord(key.getName(), null, key.getNamespace(), false, fields);
        writer = new GenericDatumWriter<>(schema);
    }

    Schema schema() {
        return schema;
    }

    GenericDatumWriter<GenericRecord> writer() {
        return writer;
    }

    GenericRecord apply(GenericRecord key) throws RejectedRecordException {
        GenericRecord record = new GenericData.Record(schema);
        for (int i = 0; i < columns.length; i++) {
            record.put(i, columns[i] == null ? key.get(i) : value(i, key));
        }
        return record;
    }

    private Object value(int position, GenericRecord key) throws RejectedRecordException {
        ContractColumn column = contract.columns().get(indexes[position]);
        Object value = cleaning.value(indexes[position], ignored -> columns[position].raw(key));
        if (value == null) {
            throw new RejectedRecordException(
                    Rule.REQUIRED,
                    column.name(),
                    "Column '" + column.name() + "' has no value, and belongs to the key");
        }
        return hiding.toAvro(column, value);
    }
}
