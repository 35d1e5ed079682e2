package io.tributary.schemas.wire;

import org.apache.avro.Schema;

/**
 * The properties that the Avro converter puts on a field of a raw record's schema, for whoever reads it to find out
 * what the source said of the column. They are on the Avro <em>field</em>, not on its type.
 */
public final class RawField {

    /** The column's name at the source; only there if Avro does not allow that name for a field. */
    public static final String ORIGINAL_NAME = "tributary.name";

    /** The declared type of the column, as Debezium propagates it, for instance {@code NUMERIC} or {@code _TEXT}. */
    public static final String COLUMN_TYPE = "__debezium.source.column.type";

    /** Length or precision of the column's declared type, in decimal digits; absent if it has none. */
    public static final String COLUMN_LENGTH = "__debezium.source.column.length";

    /** Scale of the column's declared type, in decimal digits; absent if it has none. */
    public static final String COLUMN_SCALE = "__debezium.source.column.scale";

    private RawField() {}

    /** The name of the field's column at the source. */
    public static String originalName(Schema.Field field) {
        String original = field.getProp(ORIGINAL_NAME);
        return original == null ? field.name() : original;
    }
}
