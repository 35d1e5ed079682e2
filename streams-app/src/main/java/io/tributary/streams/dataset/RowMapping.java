package io.tributary.streams.dataset;

import io.tributary.schemas.change.ChangeMetadata;
import io.tributary.schemas.naming.Dataset;
import io.tributary.streams.column.ColumnTypes;
import io.tributary.streams.deadletter.RejectedRecordException;
import io.tributary.streams.deadletter.Rule;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;

/**
 * From the raw rows of one schema to clean records, compiled once: per record only the columns' converters run.
 *
 * <p>The clean schema has the business columns in the table's order, each nullable, then {@code _meta}. Which of them are
 * the key is in the property {@value #KEY_PROPERTY}, a list of names; a schema without the property leaves it open,
 * which happens only for a truncate before any row of the table was seen.
 */
public final class RowMapping {

    static final String KEY_PROPERTY = "tributary.key";

    private final List<Column> columns;
    private final Schema schema;
    private final GenericDatumWriter<GenericRecord> writer;
    private final List<Column> largeColumns;
    private final Schema largeSchema;
    private final boolean unmarked;
    private final List<Column> keyColumns;

    private RowMapping(List<Column> columns, Schema schema, List<Column> keyColumns) {
        this.columns = columns;
        this.schema = schema;
        this.writer = new GenericDatumWriter<>(schema);
        this.largeColumns = columns.stream()
                .filter(column -> column.type().storage().canBeLeftOut())
                .toList();
        this.largeSchema = Schema.createRecord(
                "Large",
                null,
                null,
                false,
                largeColumns.stream().map(RowMapping::field).toList());
        this.unmarked = largeColumns.stream().anyMatch(Column::isUnmarked);
        this.keyColumns = keyColumns;
    }

    /**
     * Compiles the mapping.
     *
     * @param columns of the table
     * @param key safe names of the key's columns, empty for a table without key; null if not known
     * @throws RejectedRecordException if the columns' names cannot be used
     */
    static RowMapping of(Dataset dataset, List<Column> columns, List<String> key) throws RejectedRecordException {
        List<Schema.Field> fields = new ArrayList<>();
        for (Column column : columns) {
            if (column.safeName().equals(ChangeMetadata.FIELD)) {
                throw new RejectedRecordException(
                        Rule.COLUMN_CLASH,
                        column.name(),
                        "The column '" + column.name() + "' has the name that every clean record keeps for its origin;"
                                + " rename it or leave it out (column.exclude.list)");
            }
            fields.add(field(column));
        }
        fields.add(new Schema.Field(ChangeMetadata.FIELD, ChangeMetadata.SCHEMA));
        Schema schema = Schema.createRecord(dataset.name(), null, "clean." + dataset.source(), false, fields);
        if (key != null) {
            schema.addProp(KEY_PROPERTY, key);
        }
        List<Column> keyColumns = key == null
                ? List.of()
                : columns.stream()
                        .filter(column -> key.contains(column.safeName()))
                        .toList();
        return new RowMapping(columns, schema, keyColumns);
    }

    private static Schema.Field field(Column column) {
        return column.named(new Schema.Field(
                column.safeName(), ColumnTypes.nullable(column.type().schema()), null, JsonProperties.NULL_VALUE));
    }

    Schema schema() {
        return schema;
    }

    public GenericDatumWriter<GenericRecord> writer() {
        return writer;
    }

    /** All columns, in the table's order. */
    public List<Column> columns() {
        return columns;
    }

    /** The columns of the key, in the table's order; empty if there is no key or it is not known. */
    List<Column> keyColumns() {
        return keyColumns;
    }

    /** The columns whose values Postgres may leave out of an update. */
    public List<Column> largeColumns() {
        return largeColumns;
    }

    /** Record of the clean values of {@link #largeColumns()} alone. */
    public Schema largeSchema() {
        return largeSchema;
    }

    /** Whether there is a column for which Debezium says null where Postgres left the value out. */
    public boolean hasUnmarked() {
        return unmarked;
    }
}
