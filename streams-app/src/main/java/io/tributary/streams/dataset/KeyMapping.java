package io.tributary.streams.dataset;

import io.tributary.schemas.naming.Dataset;
import io.tributary.streams.column.ColumnTypes;
import io.tributary.streams.deadletter.RejectedRecordException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;

/**
 * From the raw keys of one schema to clean keys. A raw key's schema says nothing of the declared types, so that it stays
 * the same when they change; they are taken from the row's columns.
 */
public final class KeyMapping {

    private static final String RECORD_SUFFIX = "_key";

    private final List<Column> columns;
    private final Schema schema;
    private final GenericDatumWriter<GenericRecord> writer;
    private final List<String> names;

    private KeyMapping(List<Column> columns, Schema schema) {
        this.columns = columns;
        this.schema = schema;
        this.writer = new GenericDatumWriter<>(schema);
        this.names = columns.stream().map(Column::safeName).toList();
    }

    /**
     * Compiles the mapping.
     *
     * @param raw schema of the keys
     * @param row columns of the table
     * @throws RejectedRecordException if the columns' names cannot be used
     */
    static KeyMapping of(Dataset dataset, Schema raw, List<Column> row) throws RejectedRecordException {
        List<Column> columns =
                Column.of(raw).stream().map(column -> column.typedLike(row)).toList();
        List<Schema.Field> fields = new ArrayList<>();
        for (Column column : columns) {
            Schema type = column.type().schema();
            boolean nullable = raw.getFields().get(column.position()).schema().isNullable();
            fields.add(column.named(
                    nullable
                            ? new Schema.Field(
                                    column.safeName(), ColumnTypes.nullable(type), null, JsonProperties.NULL_VALUE)
                            : new Schema.Field(column.safeName(), type)));
        }
        String namespace = "clean." + dataset.source();
        return new KeyMapping(
                columns, Schema.createRecord(dataset.name() + RECORD_SUFFIX, null, namespace, false, fields));
    }

    public GenericRecord map(GenericRecord raw) throws RejectedRecordException {
        GenericRecord clean = new GenericData.Record(schema);
        for (Column column : columns) {
            clean.put(column.position(), column.convert(raw.get(column.position())));
        }
        return clean;
    }

    Schema schema() {
        return schema;
    }

    public GenericDatumWriter<GenericRecord> writer() {
        return writer;
    }

    /** Safe names of the key's columns, in the key's order. */
    public List<String> names() {
        return names;
    }
}
