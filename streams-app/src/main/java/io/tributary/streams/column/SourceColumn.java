package io.tributary.streams.column;

import io.tributary.schemas.wire.RawField;
import java.util.Locale;
import java.util.OptionalInt;
import org.apache.avro.Schema;

/**
 * What a raw schema says of one column.
 *
 * @param name the column's name at the source
 * @param schema type of the values, without the null branch
 * @param typeName name of the type at the source, upper case; empty if it is not told
 * @param length precision or length that the type was declared with, if any
 * @param scale scale that the type was declared with, if any
 * @param meaning name of the Connect schema, such as {@code io.debezium.time.IsoDate}; empty if it is not told
 */
public record SourceColumn(
        String name, Schema schema, String typeName, OptionalInt length, OptionalInt scale, String meaning) {

    /** Name of the Connect schema that an Avro type was made from. */
    static final String MEANING_PROPERTY = "connect.name";

    /** The column behind a field of a row's or key's schema. */
    public static SourceColumn of(Schema.Field field) {
        Schema schema = withoutNull(field.schema());
        return new SourceColumn(
                RawField.originalName(field),
                schema,
                property(field, RawField.COLUMN_TYPE).toUpperCase(Locale.ROOT),
                number(property(field, RawField.COLUMN_LENGTH)),
                number(property(field, RawField.COLUMN_SCALE)),
                meaningOf(schema));
    }

    /** The column as if it held one element of its array. */
    SourceColumn element() {
        Schema element = withoutNull(schema.getElementType());
        String elementType = typeName.startsWith("_") ? typeName.substring(1) : typeName.replace("[]", "");
        return new SourceColumn(name, element, elementType, length, scale, meaningOf(element));
    }

    /** The one type of a nullable union; any other schema as it is. */
    public static Schema withoutNull(Schema schema) {
        if (schema.getType() != Schema.Type.UNION) {
            return schema;
        }
        Schema only = null;
        for (Schema branch : schema.getTypes()) {
            if (branch.getType() != Schema.Type.NULL) {
                if (only != null) {
                    return schema;
                }
                only = branch;
            }
        }
        return only == null ? schema : only;
    }

    private static String meaningOf(Schema schema) {
        Object meaning = schema.getObjectProp(MEANING_PROPERTY);
        if (meaning != null) {
            return meaning.toString();
        }
        return schema.getType() == Schema.Type.RECORD ? schema.getFullName() : "";
    }

    private static String property(Schema.Field field, String name) {
        Object value = field.getObjectProp(name);
        return value == null ? "" : value.toString();
    }

    private static OptionalInt number(String text) {
        try {
            return text.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }
}
