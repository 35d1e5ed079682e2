package io.tributary.connectors.avro;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/** Defaults of Connect schemas as JSON can say them in an Avro schema, and back. */
final class AvroDefaults {

    private AvroDefaults() {}

    /** The default as a value that Avro turns into JSON; empty if there is none, or none that JSON can say. */
    static Optional<Object> of(Schema schema) {
        Object value = schema.defaultValue();
        if (value == null) {
            return Optional.empty();
        }
        if (schema.name() != null) {
            switch (schema.name()) {
                case Decimal.LOGICAL_NAME:
                    return Optional.of(text(Decimal.fromLogical(schema, (BigDecimal) value)));
                case Date.LOGICAL_NAME:
                    return Optional.of(Date.fromLogical(schema, (java.util.Date) value));
                case Time.LOGICAL_NAME:
                    return Optional.of(Time.fromLogical(schema, (java.util.Date) value));
                case Timestamp.LOGICAL_NAME:
                    return Optional.of(Timestamp.fromLogical(schema, (java.util.Date) value));
                default:
                    break;
            }
        }
        return switch (schema.type()) {
            case INT8, INT16 -> Optional.of(((Number) value).intValue());
            case INT32, INT64, BOOLEAN, STRING -> Optional.of(value);
            case FLOAT32 -> finite(((Float) value).doubleValue()).map(ignored -> value);
            case FLOAT64 -> finite((Double) value).map(ignored -> value);
            case BYTES -> Optional.of(text(bytes(value)));
            case ARRAY, MAP, STRUCT -> Optional.empty();
        };
    }

    /**
     * The default that {@link #of} made, as Connect wants it.
     *
     * @param json a number, boolean or text as Avro hands out properties and defaults
     */
    static Object toConnect(Schema schema, Object json) {
        Object value =
                switch (schema.type()) {
                    case INT8 -> ((Number) json).byteValue();
                    case INT16 -> ((Number) json).shortValue();
                    case INT32 -> ((Number) json).intValue();
                    case INT64 -> ((Number) json).longValue();
                    case FLOAT32 -> ((Number) json).floatValue();
                    case FLOAT64 -> ((Number) json).doubleValue();
                    case BYTES ->
                        json instanceof byte[] bytes ? bytes : json.toString().getBytes(StandardCharsets.ISO_8859_1);
                    default -> json;
                };
        return ConnectValues.logical(schema, value);
    }

    private static Optional<Double> finite(double value) {
        return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
    }

    /** Bytes as Avro writes them in a default: each as the character of its number. */
    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(Object value) {
        if (value instanceof ByteBuffer buffer) {
            byte[] copy = new byte[buffer.remaining()];
            buffer.duplicate().get(copy);
            return copy;
        }
        return (byte[]) value;
    }
}
