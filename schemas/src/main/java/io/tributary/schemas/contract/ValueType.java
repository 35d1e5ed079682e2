package io.tributary.schemas.contract;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The clean type of a column.
 *
 * @param kind what it is
 * @param precision of a decimal, 1 to 38 digits; else 0
 * @param scale of a decimal, digits behind the point; else 0
 * @param element type of an array's elements; else null
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record ValueType(Kind kind, int precision, int scale, ValueType element) {

    private static final int MAX_PRECISION = 38;

    /** Types that the lake has, or text that stands for what it has not. */
    public enum Kind {
        STRING,
        BOOLEAN,
        INT,
        LONG,
        FLOAT,
        DOUBLE,
        DECIMAL,
        DATE,
        /** A moment, in microseconds. */
        TIMESTAMP,
        /** Date and time of day without a zone, in microseconds. */
        LOCAL_TIMESTAMP,
        /** Time of day as text. */
        TIME,
        /** JSON as text. */
        JSON,
        ARRAY
    }

    public ValueType {
        requireNonNull(kind, "kind is null");
        if (kind == Kind.DECIMAL && (precision < 1 || precision > MAX_PRECISION || scale < 0 || scale > precision)) {
            throw new IllegalArgumentException("decimal(" + precision + "," + scale + ") must have 1 to "
                    + MAX_PRECISION + " digits, and no more of them behind the point");
        }
        if (kind == Kind.ARRAY && (element == null || element.kind == Kind.ARRAY)) {
            throw new IllegalArgumentException("An array needs elements of a type that is no array");
        }
    }

    public static ValueType of(Kind kind) {
        return new ValueType(kind, 0, 0, null);
    }

    public static ValueType decimal(int precision, int scale) {
        return new ValueType(Kind.DECIMAL, precision, scale, null);
    }

    public static ValueType arrayOf(ValueType element) {
        return new ValueType(Kind.ARRAY, 0, 0, element);
    }

    /** The type as a contract's reader would write it. */
    public String text() {
        return switch (kind) {
            case DECIMAL -> "decimal(" + precision + "," + scale + ")";
            case ARRAY -> "array of " + element.text();
            default -> kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        };
    }
}
