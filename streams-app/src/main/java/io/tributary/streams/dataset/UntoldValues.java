package io.tributary.streams.dataset;

import io.tributary.streams.column.Text;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;

/**
 * Tells a deleted row of which only the key was logged (REPLICA IDENTITY DEFAULT) from one that was logged in full: in the
 * first, Debezium fills columns that may not be null with the column's default, or with a zero of their type, which the
 * row never held.
 */
final class UntoldValues {

    private static final Set<Utf8> ZEROS = Set.of(
            new Utf8(""),
            new Utf8("{}"),
            new Utf8("1970-01-01Z"),
            new Utf8("1970-01-01T00:00:00Z"),
            new Utf8("00:00:00"),
            new Utf8("00:00:00Z"),
            new Utf8("00:00:00+00"),
            new Utf8("P0Y0M0DT0H0M0S"));

    private UntoldValues() {}

    /** Whether no column but those of the key has a value that Debezium would not have made up. */
    static boolean onlyKeyIsTold(RowMapping mapping, GenericRecord raw) {
        if (mapping.keyColumns().isEmpty()) {
            return false;
        }
        for (Column column : mapping.columns()) {
            Object value = raw.get(column.position());
            if (value != null
                    && !mapping.keyColumns().contains(column)
                    && !isMadeUp(raw.getSchema().getFields().get(column.position()), value)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMadeUp(Schema.Field field, Object value) {
        if (field.schema().isNullable()) {
            return false;
        }
        return field.hasDefaultValue() ? value.equals(GenericData.get().getDefaultValue(field)) : isZero(value);
    }

    private static boolean isZero(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue() == 0;
        }
        if (value instanceof CharSequence characters) {
            Utf8 text = Text.of(characters);
            return ZEROS.contains(text) || isZeroNumber(text);
        }
        if (value instanceof ByteBuffer bytes) {
            for (int i = bytes.position(); i < bytes.limit(); i++) {
                if (bytes.get(i) != 0) {
                    return false;
                }
            }
            return true;
        }
        return value instanceof Collection<?> list
                ? list.isEmpty()
                : value instanceof GenericRecord || Boolean.FALSE.equals(value);
    }

    private static boolean isZeroNumber(Utf8 text) {
        byte[] bytes = text.getBytes();
        for (int i = 0; i < text.getByteLength(); i++) {
            if (bytes[i] != '0' && bytes[i] != '.') {
                return false;
            }
        }
        return true;
    }
}
