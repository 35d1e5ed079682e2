package io.tributary.streams.column;

import org.apache.avro.util.Utf8;

/**
 * Reads dates and timestamps as Debezium writes them ({@code time.precision.mode=isostring}): ISO 8601 with an offset,
 * years beyond 9999 signed, years before Christ negative, infinity either as a word or as a moment that Postgres itself
 * cannot hold. Reads bytes, since a row may have many of them and {@code java.time} takes a microsecond each.
 */
final class TemporalText {

    /** 9999-12-31, what warehouses use for "open end". */
    static final int INFINITY_DAY = 2932896;

    /** 0001-01-01. */
    static final int MINUS_INFINITY_DAY = -719162;

    private static final long MICROS_PER_SECOND = 1_000_000L;
    private static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;

    /** 9999-12-31T23:59:59.999999Z. */
    static final long INFINITY_MICROS = (INFINITY_DAY + 1L) * MICROS_PER_DAY - 1;

    /** 0001-01-01T00:00:00Z. */
    static final long MINUS_INFINITY_MICROS = MINUS_INFINITY_DAY * MICROS_PER_DAY;

    /** What Debezium makes of the driver's markers for an infinite timestamp, read as microseconds. */
    private static final long DEBEZIUM_INFINITY_MICROS = 9223372036825200000L;

    private static final long DEBEZIUM_MINUS_INFINITY_MICROS = -9223372036832400000L;

    private static final Utf8 INFINITY = new Utf8("infinity");
    private static final Utf8 MINUS_INFINITY = new Utf8("-infinity");

    /** What Debezium makes of an infinite date; both lie before the first date of Postgres. */
    private static final Utf8 DEBEZIUM_INFINITY_DATE = new Utf8("-5877611-06-21Z");

    private static final Utf8 DEBEZIUM_MINUS_INFINITY_DATE = new Utf8("-5877611-06-22Z");

    private static final int LAST_DATE_YEAR = 5_874_897;
    private static final int LAST_TIMESTAMP_YEAR = 294_276;

    /** 4714 BC: one before the first year of Postgres, for offsets. */
    private static final int FIRST_YEAR = -4713;

    private static final int[] DAYS_IN_MONTH = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private final Utf8 text;
    private final byte[] bytes;
    private final int end;
    private int position;
    private int year;

    private TemporalText(Utf8 text) {
        this.text = text;
        this.bytes = text.getBytes();
        this.end = text.getByteLength();
    }

    /** Days since 1970-01-01. */
    static int day(Utf8 text) throws UnrepresentableValueException {
        if (text.equals(INFINITY) || text.equals(DEBEZIUM_INFINITY_DATE)) {
            return INFINITY_DAY;
        }
        if (text.equals(MINUS_INFINITY) || text.equals(DEBEZIUM_MINUS_INFINITY_DATE)) {
            return MINUS_INFINITY_DAY;
        }
        TemporalText reader = new TemporalText(text);
        long day = reader.date();
        reader.offsetSeconds();
        reader.expectEnd();
        if (reader.year > LAST_DATE_YEAR) {
            return INFINITY_DAY;
        }
        return reader.year < FIRST_YEAR ? MINUS_INFINITY_DAY : (int) day;
    }

    /** Microseconds since 1970-01-01T00:00:00Z; text without an offset is read as UTC. */
    static long micros(Utf8 text) throws UnrepresentableValueException {
        if (text.equals(INFINITY)) {
            return INFINITY_MICROS;
        }
        if (text.equals(MINUS_INFINITY)) {
            return MINUS_INFINITY_MICROS;
        }
        TemporalText reader = new TemporalText(text);
        long day = reader.date();
        reader.expect('T', ' ');
        long second = reader.timeOfDay();
        long fraction = reader.fraction();
        second -= reader.offsetSeconds();
        reader.expectEnd();
        if (reader.year > LAST_TIMESTAMP_YEAR) {
            return INFINITY_MICROS;
        }
        if (reader.year < FIRST_YEAR) {
            return MINUS_INFINITY_MICROS;
        }
        return reader.inRange(day, second, fraction);
    }

    private long inRange(long day, long second, long fraction) throws UnrepresentableValueException {
        long micros;
        try {
            micros = Math.addExact(Math.multiplyExact(day, MICROS_PER_DAY), second * MICROS_PER_SECOND + fraction);
        } catch (ArithmeticException e) {
            throw new UnrepresentableValueException(
                    "'" + Text.excerpt(text) + "' is later than a timestamp in microseconds can say");
        }
        if (micros == DEBEZIUM_INFINITY_MICROS) {
            return INFINITY_MICROS;
        }
        return micros == DEBEZIUM_MINUS_INFINITY_MICROS ? MINUS_INFINITY_MICROS : micros;
    }

    private long date() throws UnrepresentableValueException {
        boolean negative = false;
        if (position < end && (bytes[position] == '-' || bytes[position] == '+')) {
            negative = bytes[position++] == '-';
        }
        int from = position;
        int digits = digits(4, 9);
        if (position - from < 4) {
            throw malformed();
        }
        year = negative ? -digits : digits;
        expect('-', '-');
        int month = digits(2, 2);
        expect('-', '-');
        int day = digits(2, 2);
        if (month < 1 || month > 12 || day < 1 || day > DAYS_IN_MONTH[month - 1]) {
            throw malformed();
        }
        return epochDay(year, month, day);
    }

    /** See Howard Hinnant, "chrono-compatible low-level date algorithms", days_from_civil. */
    private static long epochDay(int year, int month, int day) {
        long shifted = month <= 2 ? year - 1L : year;
        long era = Math.floorDiv(shifted, 400);
        long yearOfEra = shifted - era * 400;
        long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097 + dayOfEra - 719_468;
    }

    private long timeOfDay() throws UnrepresentableValueException {
        int hour = digits(2, 2);
        expect(':', ':');
        int minute = digits(2, 2);
        int second = 0;
        if (position < end && bytes[position] == ':') {
            position++;
            second = digits(2, 2);
        }
        if (hour > 24 || minute > 59 || second > 60) {
            throw malformed();
        }
        return hour * 3600L + minute * 60L + second;
    }

    private long fraction() throws UnrepresentableValueException {
        if (position >= end || bytes[position] != '.') {
            return 0;
        }
        position++;
        int from = position;
        int digits = digits(1, 9);
        int count = position - from;
        long micros = digits;
        for (int i = count; i < 6; i++) {
            micros *= 10;
        }
        for (int i = count; i > 6; i--) {
            micros /= 10;
        }
        return micros;
    }

    private long offsetSeconds() throws UnrepresentableValueException {
        if (position >= end) {
            return 0;
        }
        byte sign = bytes[position++];
        if (sign == 'Z') {
            return 0;
        }
        if (sign != '+' && sign != '-') {
            throw malformed();
        }
        long seconds = digits(2, 2) * 3600L;
        for (int unit = 60; unit >= 1 && position < end; unit /= 60) {
            expect(':', ':');
            seconds += (long) digits(2, 2) * unit;
        }
        return sign == '-' ? -seconds : seconds;
    }

    private int digits(int least, int most) throws UnrepresentableValueException {
        int value = 0;
        int count = 0;
        while (count < most && position < end && bytes[position] >= '0' && bytes[position] <= '9') {
            value = value * 10 + (bytes[position++] - '0');
            count++;
        }
        if (count < least) {
            throw malformed();
        }
        return value;
    }

    private void expect(char one, char other) throws UnrepresentableValueException {
        if (position >= end || bytes[position] != one && bytes[position] != other) {
            throw malformed();
        }
        position++;
    }

    private void expectEnd() throws UnrepresentableValueException {
        if (position != end) {
            throw malformed();
        }
    }

    private UnrepresentableValueException malformed() {
        return new UnrepresentableValueException(
                "'" + Text.excerpt(text) + "' is no date or timestamp in ISO 8601 with Debezium's isostring mode");
    }
}
