package io.tributary.streams.column;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.util.Utf8;

/** Reads decimal numbers as text, exactly, into Avro's decimal bytes or into plain text. */
final class DecimalText {

    /** Debezium's names for what is no number; see SpecialValueDecimal. */
    private static final Map<String, Utf8> SPECIAL = Map.of(
            "NAN", new Utf8("NaN"),
            "POSITIVE_INFINITY", new Utf8("Infinity"),
            "NEGATIVE_INFINITY", new Utf8("-Infinity"));

    private static final int LONG_DIGITS = 18;
    private static final long[] POWERS = new long[LONG_DIGITS + 1];

    static {
        POWERS[0] = 1;
        for (int i = 1; i <= LONG_DIGITS; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private DecimalText() {}

    /**
     * The unscaled value of a number, as Avro's decimal logical type stores it.
     *
     * @throws UnrepresentableValueException if it is no number (NaN, Infinity) or has more digits than the type
     */
    static ByteBuffer unscaled(Utf8 text, int precision, int scale) throws UnrepresentableValueException {
        if (precision <= LONG_DIGITS) {
            long fast = simple(text, scale);
            if (fast != Long.MIN_VALUE && Math.abs(fast) < POWERS[precision]) {
                return ByteBuffer.wrap(minimal(fast));
            }
        }
        BigDecimal number = number(text, precision, scale);
        return ByteBuffer.wrap(number.unscaledValue().toByteArray());
    }

    /** The number as Postgres writes it: without an exponent, or NaN, Infinity, -Infinity. */
    static Utf8 plain(Utf8 text) throws UnrepresentableValueException {
        if (text.getByteLength() > 0 && text.getBytes()[text.getByteLength() - 1] > '9') {
            return inPostgres(text);
        }
        byte[] bytes = text.getBytes();
        for (int i = 0; i < text.getByteLength(); i++) {
            if (bytes[i] == 'E' || bytes[i] == 'e') {
                try {
                    return new Utf8(new BigDecimal(text.toString()).toPlainString());
                } catch (NumberFormatException e) {
                    throw new UnrepresentableValueException("'" + Text.excerpt(text) + "' is no number");
                }
            }
        }
        return text;
    }

    private static Utf8 inPostgres(Utf8 text) {
        return SPECIAL.getOrDefault(text.toString(), text);
    }

    private static BigDecimal number(Utf8 text, int precision, int scale) throws UnrepresentableValueException {
        BigDecimal number;
        try {
            number = new BigDecimal(text.toString());
        } catch (NumberFormatException e) {
            throw new UnrepresentableValueException(
                    "'" + Text.excerpt(inPostgres(text)) + "' has no place in a decimal(" + precision + "," + scale
                            + "); change the value, or the column's type to numeric without precision");
        }
        try {
            number = number.setScale(scale);
        } catch (ArithmeticException e) {
            throw tooWide(text, precision, scale);
        }
        if (number.precision() > precision) {
            throw tooWide(text, precision, scale);
        }
        return number;
    }

    private static UnrepresentableValueException tooWide(Utf8 text, int precision, int scale) {
        return new UnrepresentableValueException(
                "'" + Text.excerpt(text) + "' has more digits than a decimal(" + precision + "," + scale + ")");
    }

    /** The unscaled value of a number with few digits and at most {@code scale} of them behind the point, or MIN_VALUE. */
    private static long simple(Utf8 text, int scale) {
        byte[] bytes = text.getBytes();
        int end = text.getByteLength();
        int position = 0;
        boolean negative = end > 0 && bytes[0] == '-';
        if (negative) {
            position++;
        }
        if (end - position > LONG_DIGITS || position == end) {
            return Long.MIN_VALUE;
        }
        long value = 0;
        int behindPoint = -1;
        int digits = 0;
        for (; position < end; position++) {
            byte c = bytes[position];
            if (c == '.' && behindPoint < 0) {
                behindPoint = 0;
            } else if (c >= '0' && c <= '9') {
                value = value * 10 + (c - '0');
                digits++;
                if (behindPoint >= 0) {
                    behindPoint++;
                }
            } else {
                return Long.MIN_VALUE;
            }
        }
        int missing = scale - Math.max(behindPoint, 0);
        if (digits == 0 || missing < 0 || digits + missing > LONG_DIGITS) {
            return Long.MIN_VALUE;
        }
        value *= POWERS[missing];
        return negative ? -value : value;
    }

    /** Two's complement, big-endian, in as few bytes as hold it: what BigInteger.toByteArray would give. */
    private static byte[] minimal(long value) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(value < 0 ? ~value : value);
        byte[] bytes = new byte[bits / Byte.SIZE + 1];
        long rest = value;
        for (int i = bytes.length - 1; i >= 0; i--) {
            bytes[i] = (byte) rest;
            rest >>= Byte.SIZE;
        }
        return bytes;
    }
}
