package io.tributary.streams.contract.value;

import io.tributary.schemas.contract.Cleaning;
import io.tributary.schemas.contract.ValueType;
import io.tributary.streams.column.UnrepresentableValueException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.util.Utf8;

/** The other forms of values: canonical text, what expressions take and give, and Avro's generic data. */
public final class Values {

    private static final long SECONDS_PER_DAY = 86_400;

    private Values() {}

    /**
     * The value that a canonical text stands for: numbers with a point, dates and timestamps in ISO 8601.
     *
     * @throws IllegalArgumentException if it is no value of the type
     */
    public static Object ofCanonical(ValueType type, String text) {
        try {
            return TextParsers.of(type, Cleaning.none()).parse(text);
        } catch (UnrepresentableValueException e) {
            throw new IllegalArgumentException("'" + text + "' " + e.getMessage(), e);
        }
    }

    /** The canonical text of a value; the same for the same value, whatever was written. */
    public static String canonical(ValueType type, Object value) {
        return switch (type.kind()) {
            case DECIMAL -> ((BigDecimal) value).toPlainString();
            case DATE -> LocalDate.ofEpochDay((Integer) value).toString();
            case TIMESTAMP -> instant((Long) value).toString();
            case LOCAL_TIMESTAMP ->
                LocalDateTime.ofInstant(instant((Long) value), ZoneOffset.UTC).toString();
            default -> value.toString();
        };
    }

    /** The value as expressions take it. */
    public static Object forExpression(ValueType type, Object value) {
        if (value == null) {
            return null;
        }
        return switch (type.kind()) {
            case INT -> ((Integer) value).longValue();
            case FLOAT, DECIMAL -> ((Number) value).doubleValue();
            case DATE -> Instant.ofEpochSecond((Integer) value * SECONDS_PER_DAY);
            case TIMESTAMP, LOCAL_TIMESTAMP -> instant((Long) value);
            case ARRAY ->
                ((List<?>) value)
                        .stream()
                                .filter(element -> element != null)
                                .map(element -> forExpression(type.element(), element))
                                .toList();
            default -> value;
        };
    }

    /**
     * The value that an expression gave.
     *
     * @throws UnrepresentableValueException if it has no place in the type
     */
    public static Object ofExpression(ValueType type, Object result) throws UnrepresentableValueException {
        return switch (type.kind()) {
            case STRING, TIME, JSON -> result.toString();
            case BOOLEAN -> result;
            case INT -> intOf((Number) result);
            case LONG -> ((Number) result).longValue();
            case FLOAT -> ((Number) result).floatValue();
            case DOUBLE -> ((Number) result).doubleValue();
            case DECIMAL -> decimalOf(type, (Number) result);
            case DATE -> (int) Math.floorDiv(((Instant) result).getEpochSecond(), SECONDS_PER_DAY);
            case TIMESTAMP, LOCAL_TIMESTAMP -> ChronoUnit.MICROS.between(Instant.EPOCH, (Instant) result);
            case ARRAY -> listOf(type, (List<?>) result);
        };
    }

    private static List<Object> listOf(ValueType type, List<?> result) throws UnrepresentableValueException {
        List<Object> values = new ArrayList<>(result.size());
        for (Object element : result) {
            values.add(ofExpression(type.element(), element));
        }
        return values;
    }

    private static Integer intOf(Number result) throws UnrepresentableValueException {
        long number = result.longValue();
        if (number != (int) number) {
            throw new UnrepresentableValueException("is too large for an integer");
        }
        return (int) number;
    }

    /** Expressions count in binary; what they give is rounded to the digits that the column has. */
    private static BigDecimal decimalOf(ValueType type, Number result) throws UnrepresentableValueException {
        double number = result.doubleValue();
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw new UnrepresentableValueException("is no number");
        }
        BigDecimal decimal = new BigDecimal(result.toString()).setScale(type.scale(), RoundingMode.HALF_EVEN);
        if (decimal.precision() > type.precision()) {
            throw new UnrepresentableValueException("has more digits than a " + type.text());
        }
        return decimal;
    }

    /** The value as Avro's generic writer takes it. */
    public static Object toAvro(ValueType type, Object value) {
        if (value == null) {
            return null;
        }
        return switch (type.kind()) {
            case DECIMAL -> ByteBuffer.wrap(((BigDecimal) value).unscaledValue().toByteArray());
            case ARRAY -> {
                List<Object> elements = new ArrayList<>();
                for (Object element : (List<?>) value) {
                    elements.add(toAvro(type.element(), element));
                }
                yield elements;
            }
            default -> value;
        };
    }

    /** The value that Avro's generic reader gave for a type. */
    public static Object ofAvro(ValueType type, Object value) {
        if (value == null) {
            return null;
        }
        return switch (type.kind()) {
            case DECIMAL -> new BigDecimal(new BigInteger(bytes((ByteBuffer) value)), type.scale());
            case STRING, TIME, JSON -> value.toString();
            case ARRAY -> {
                List<Object> elements = new ArrayList<>();
                for (Object element : (List<?>) value) {
                    elements.add(ofAvro(type.element(), element));
                }
                yield elements;
            }
            default -> value instanceof Utf8 text ? text.toString() : value;
        };
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
