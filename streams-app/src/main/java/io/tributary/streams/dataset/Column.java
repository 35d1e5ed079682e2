package io.tributary.streams.dataset;

import io.tributary.schemas.naming.SafeName;
import io.tributary.schemas.wire.RawField;
import io.tributary.streams.column.ColumnType;
import io.tributary.streams.column.ColumnTypes;
import io.tributary.streams.column.SourceColumn;
import io.tributary.streams.column.UnrepresentableValueException;
import io.tributary.streams.deadletter.RejectedRecordException;
import io.tributary.streams.deadletter.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * One column on its way from raw to clean. Its position is the same in both records.
 *
 * @param position in the raw and in the clean record
 * @param name at the source
 * @param safeName in the clean record
 * @param type clean type and how values get there
 */
public record Column(int position, String name, String safeName, ColumnType type) {

    /**
     * The columns of a row or key.
     *
     * @param schema raw schema of the row or key
     * @throws RejectedRecordException if a name cannot be made safe, or two names meet in one
     */
    static List<Column> of(Schema schema) throws RejectedRecordException {
        List<Column> columns = new ArrayList<>();
        Map<String, String> names = new HashMap<>();
        for (Schema.Field field : schema.getFields()) {
            SourceColumn source = SourceColumn.of(field);
            String safeName = safeName(source.name());
            String other = names.put(safeName, source.name());
            if (other != null) {
                throw new RejectedRecordException(
                        Rule.COLUMN_CLASH,
                        source.name(),
                        "The columns '" + other + "' and '" + source.name() + "' of " + schema.getNamespace()
                                + " both become '" + safeName
                                + "', and one would hide the other; rename one of them or leave it out"
                                + " (column.exclude.list)");
            }
            columns.add(new Column(field.pos(), source.name(), safeName, ColumnTypes.of(source)));
        }
        return columns;
    }

    /** The same column with the type that it has among others, if it is among them. */
    Column typedLike(List<Column> columns) {
        return columns.stream()
                .filter(other -> other.safeName.equals(safeName))
                .findFirst()
                .map(other -> new Column(position, name, safeName, other.type))
                .orElse(this);
    }

    private static String safeName(String name) throws RejectedRecordException {
        try {
            return SafeName.of(name);
        } catch (IllegalArgumentException e) {
            throw new RejectedRecordException(
                    Rule.UNUSABLE_NAME,
                    name,
                    "A column's name is blank; rename it or leave it out (column.exclude.list)");
        }
    }

    /** The clean value of a raw one; null stays null. */
    public Object convert(Object raw) throws RejectedRecordException {
        if (raw == null) {
            return null;
        }
        try {
            return type.convert(raw);
        } catch (UnrepresentableValueException e) {
            throw new RejectedRecordException(
                    Rule.UNREPRESENTABLE_VALUE, name, "Column '" + name + "': " + e.getMessage());
        }
    }

    /** Whether Debezium says null where Postgres left the value out. */
    public boolean isUnmarked() {
        return type.storage() == ColumnType.Storage.BINARY_UNMARKED;
    }

    /** Adds the source's name to a field that goes by another. */
    Schema.Field named(Schema.Field field) {
        if (!name.equals(safeName)) {
            field.addProp(RawField.ORIGINAL_NAME, name);
        }
        return field;
    }
}
