package io.tributary.connectors.avro;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;

/**
 * Turns a Connect schema into the code that writes its values, so that nothing of the schema is looked at again for a
 * record. What they write fits the Avro schema that {@link AvroSchemas} derives from the same Connect schema.
 */
final class ValueWriters {

    private static final int NULL_BRANCH = 0;
    /** Index 1 in Avro's zig-zag encoding. */
    private static final int VALUE_BRANCH = 2;

    private ValueWriters() {}

    /** Writer of a schema at the top level, where optional means no record at all. */
    static ValueWriter ofTopLevel(Schema schema) {
        return required(schema, "the record");
    }

    static ValueWriter of(Schema schema, String path) {
        ValueWriter required = required(schema, path);
        if (schema.isOptional()) {
            return (value, out) -> {
                if (value == null) {
                    out.writeByte(NULL_BRANCH);
                } else {
                    out.writeByte(VALUE_BRANCH);
                    required.write(value, out);
                }
            };
        }
        return (value, out) -> {
            if (value == null) {
                throw new DataException("Null where the schema requires a value, at " + path);
            }
            required.write(value, out);
        };
    }

    private static ValueWriter required(Schema schema, String path) {
        ValueWriter logical = logical(schema);
        if (logical != null) {
            return logical;
        }
        return switch (schema.type()) {
            case INT8, INT16, INT32 -> (value, out) -> out.writeInt(((Number) value).intValue());
            case INT64 -> (value, out) -> out.writeLong((Long) value);
            case FLOAT32 -> (value, out) -> out.writeFloat((Float) value);
            case FLOAT64 -> (value, out) -> out.writeDouble((Double) value);
            case BOOLEAN -> (value, out) -> out.writeBoolean((Boolean) value);
            case STRING -> (value, out) -> out.writeString((String) value);
            case BYTES -> ValueWriters::writeBytes;
            case ARRAY -> array(of(schema.valueSchema(), path + "[]"));
            case MAP -> map(schema, path);
            case STRUCT -> new StructWriter(schema, path);
        };
    }

    private static ValueWriter logical(Schema schema) {
        if (schema.name() == null) {
            return null;
        }
        return switch (schema.name()) {
            case Decimal.LOGICAL_NAME ->
                (value, out) -> out.writeBytes(Decimal.fromLogical(schema, (BigDecimal) value));
            case Date.LOGICAL_NAME -> (value, out) -> out.writeInt(Date.fromLogical(schema, (java.util.Date) value));
            case Time.LOGICAL_NAME -> (value, out) -> out.writeInt(Time.fromLogical(schema, (java.util.Date) value));
            case Timestamp.LOGICAL_NAME ->
                (value, out) -> out.writeLong(Timestamp.fromLogical(schema, (java.util.Date) value));
            default -> null;
        };
    }

    private static void writeBytes(Object value, WireBuffer out) {
        if (value instanceof ByteBuffer buffer) {
            out.writeBytes(buffer);
        } else {
            out.writeBytes((byte[]) value);
        }
    }

    private static ValueWriter array(ValueWriter element) {
        return (value, out) -> {
            Collection<?> elements = (Collection<?>) value;
            if (!elements.isEmpty()) {
                out.writeInt(elements.size());
                for (Object each : elements) {
                    element.write(each, out);
                }
            }
            out.writeByte(0);
        };
    }

    private static ValueWriter map(Schema schema, String path) {
        ValueWriter key = of(schema.keySchema(), path + "{key}");
        ValueWriter content = of(schema.valueSchema(), path + "{}");
        return (value, out) -> {
            Map<?, ?> entries = (Map<?, ?>) value;
            if (!entries.isEmpty()) {
                out.writeInt(entries.size());
                entries.forEach((name, each) -> {
                    key.write(name, out);
                    content.write(each, out);
                });
            }
            out.writeByte(0);
        };
    }
}
