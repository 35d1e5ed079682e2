package io.tributary.streams.contract.record;

import io.tributary.schemas.change.ChangeMetadata;
import io.tributary.schemas.contract.CleanSchema;
import io.tributary.schemas.contract.Contract;
import io.tributary.schemas.contract.ContractColumn;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.streams.contract.row.Hiding;
import io.tributary.streams.dataset.WireEncoder;
import io.tributary.streams.deadletter.RejectedRecordException;
import io.tributary.streams.deadletter.Rule;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;

/** Writes a contract's rows as clean records. Not thread-safe. */
final class RowEncoding {

    private final Contract contract;
    private final SchemaRegistry registry;
    private final Hiding hiding;
    private final WireEncoder encoder = new WireEncoder();
    private final Schema schema;
    private final Schema keySchema;
    private final GenericDatumWriter<GenericRecord> writer;
    private final GenericDatumWriter<GenericRecord> keyWriter;
    private final int[] positions;
    private final List<Integer> keyColumns = new ArrayList<>();
    private Integer schemaId;
    private Integer keySchemaId;

    RowEncoding(Contract contract, SchemaRegistry registry, Hiding hiding) {
        this.contract = contract;
        this.registry = registry;
        this.hiding = hiding;
        schema = CleanSchema.ofValue(contract);
        keySchema = CleanSchema.ofKey(contract);
        writer = new GenericDatumWriter<>(schema);
        keyWriter = new GenericDatumWriter<>(keySchema);
        positions = new int[contract.columns().size()];
        for (int i = 0; i < positions.length; i++) {
            Schema.Field field = schema.getField(contract.columns().get(i).name());
            positions[i] = field == null ? -1 : field.pos();
        }
        for (String name : contract.key()) {
            keyColumns.add(contract.columns().indexOf(contract.column(name).orElseThrow()));
        }
    }

    /** Numbers of the key's columns in the contract. */
    List<Integer> keyColumns() {
        return keyColumns;
    }

    /**
     * The key of a row.
     *
     * @throws RejectedRecordException if a value of it is null
     */
    GenericRecord key(Object[] values) throws RejectedRecordException {
        GenericRecord key = new GenericData.Record(keySchema);
        for (int i = 0; i < keyColumns.size(); i++) {
            int index = keyColumns.get(i);
            ContractColumn column = contract.columns().get(index);
            if (values[index] == null) {
                throw new RejectedRecordException(
                        Rule.REQUIRED,
                        column.name(),
                        "Column '" + column.name() + "' has no value, and belongs to the key");
            }
            key.put(i, hiding.toAvro(column, values[index]));
        }
        return key;
    }

    byte[] encode(GenericRecord key) {
        if (keySchemaId == null) {
            keySchemaId = registry.register(contract.dataset().cleanTopic() + "-key", keySchema);
        }
        return encoder.encode(keySchemaId, keyWriter, key);
    }

    /** A row that is there. */
    byte[] encode(Object[] values, ChangeMetadata metadata) {
        GenericRecord record = new GenericData.Record(schema);
        for (int i = 0; i < values.length; i++) {
            if (positions[i] >= 0) {
                record.put(positions[i], hiding.toAvro(contract.columns().get(i), values[i]));
            }
        }
        return encode(record, metadata);
    }

    /** A row that is gone, of which only the key is told. */
    byte[] encodeDeleted(GenericRecord key, ChangeMetadata metadata) {
        GenericRecord record = new GenericData.Record(schema);
        for (Schema.Field field : key.getSchema().getFields()) {
            Schema.Field column = schema.getField(field.name());
            if (column != null) {
                record.put(column.pos(), key.get(field.pos()));
            }
        }
        return encode(record, metadata);
    }

    private byte[] encode(GenericRecord record, ChangeMetadata metadata) {
        if (schemaId == null) {
            schemaId = registry.register(contract.dataset().cleanTopic() + "-value", schema);
        }
        record.put(ChangeMetadata.FIELD, metadata.toAvro());
        return encoder.encode(schemaId, writer, record);
    }
}
