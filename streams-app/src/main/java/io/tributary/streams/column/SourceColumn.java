package io.tributary.streams.column;

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

    static final String TYPE_PROPERTY = "__debezium.source.column.type";
    static final String LENGTH_PROPERTY = "__debezium.source.column.length";
    static final String SCALE_PROPERTY = "__debezium.source.column.scale";
    static final String DEBEZIUM_NAME_PROPERTY = "__debezium.source.column.name";
    static final String NAME_PROPERTY = "tributary.name";
    static final String MEANING_PROPERTY = "connect.name";

    /** The column behind a field of a row's or key's schema. */
    public static SourceColumn of(Schema.Field field) {
        Schema schema = withoutNull(field.schema());
        String name = property(field, schema, NAME_PROPERTY);
        if (name.isEmpty()) {
            name = property(field, schema, DEBEZIUM_NAME_PROPERTY);
        }
        return new SourceColumn(
                name.isEmpty() ? field.name() : name,
                schema,
                property(field, schema, TYPE_PROPERTY).toUpperCase(Locale.ROOT),
                number(property(field, schema, LENGTH_PROPERTY)),
                number(property(field, schema, SCALE_PROPERTY)),
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

    private static String property(Schema.Field field, Schema schema, String name) {
        Object value = field.getObjectProp(name);
        if (value == null) {
            value = schema.getObjectProp(name);
        }
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
