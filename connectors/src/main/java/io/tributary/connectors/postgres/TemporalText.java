package io.tributary.connectors.postgres;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;

/** Dates and timestamps, from what the JDBC driver, Debezium or Postgres make of them, to ISO 8601 in UTC. */
final class TemporalText {

    static final String INFINITY = "infinity";
    static final String MINUS_INFINITY = "-infinity";

    /** Postgres ends at 5874897 (date) and 294276 (timestamp); the driver's stand-ins for infinity are beyond. */
    private static final int LAST_YEAR_OF_DATE = 5_874_897;

    private static final int LAST_YEAR_OF_TIMESTAMP = 294_276;
    private static final int FIRST_YEAR = -4_713;
    private static final String BEFORE_CHRIST = " BC";

    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR_OF_ERA, 4, 10, SignStyle.NORMAL)
            .appendPattern("-MM-dd")
            .parseDefaulting(ChronoField.ERA, 1)
            .toFormatter(Locale.ROOT);
    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .append(DATE)
            .appendPattern(" HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT);
    private static final DateTimeFormatter WITH_ZONE = new DateTimeFormatterBuilder()
            .append(TIMESTAMP)
            .appendOffset("+HH:mm:ss", "+00")
            .toFormatter(Locale.ROOT);
    private static final DateTimeFormatter MICROSECONDS =
            new DateTimeFormatterBuilder().appendInstant(6).toFormatter(Locale.ROOT);

    private TemporalText() {}

    /** A date with a {@code Z} behind it, as Debezium writes it. */
    static String ofDate(Object value) {
        if (value instanceof LocalDate date) {
            return text(date);
        }
        if (value instanceof java.sql.Date date) {
            return text(ofSql(date));
        }
        String text = value.toString();
        return isInfinite(text) ? text : text(parseDate(text));
    }

    /** A timestamp as if it were in UTC, without trailing zeros in its fraction. */
    static String ofTimestamp(Object value) {
        if (value instanceof Instant instant) {
            return text(instant);
        }
        String text = value.toString();
        if (isInfinite(text)) {
            return text;
        }
        if (isPlain(text)) {
            return text.substring(0, 10) + 'T' + text.substring(11) + 'Z';
        }
        LocalDateTime parsed = LocalDateTime.parse(withoutEra(text), TIMESTAMP);
        return text(
                inEra(parsed.toLocalDate(), text).atTime(parsed.toLocalTime()).toInstant(ZoneOffset.UTC));
    }

    /** A timestamp with zone, in UTC and with microseconds, as Debezium writes it. */
    static String ofTimestampWithZone(String text) {
        if (isInfinite(text)) {
            return text;
        }
        OffsetDateTime parsed = OffsetDateTime.parse(withoutEra(text), WITH_ZONE);
        return MICROSECONDS.format(
                inEra(parsed.toLocalDate(), text).atTime(parsed.toLocalTime()).toInstant(parsed.getOffset()));
    }

    private static String text(LocalDate date) {
        if (date.getYear() > LAST_YEAR_OF_DATE) {
            return INFINITY;
        }
        return date.getYear() < FIRST_YEAR ? MINUS_INFINITY : date + "Z";
    }

    private static String text(Instant instant) {
        int year = instant.atOffset(ZoneOffset.UTC).getYear();
        if (year > LAST_YEAR_OF_TIMESTAMP) {
            return INFINITY;
        }
        if (year < FIRST_YEAR) {
            return MINUS_INFINITY;
        }
        String text = instant.toString();
        int end = text.length() - 1;
        if (text.indexOf('.') > 0) {
            while (text.charAt(end - 1) == '0') {
                end--;
            }
        }
        return text.substring(0, end) + 'Z';
    }

    /** The driver counts in the hybrid calendar, whose days and months it fills in as Postgres shows them. */
    private static LocalDate ofSql(java.sql.Date date) {
        GregorianCalendar calendar = new GregorianCalendar();
        calendar.setTimeInMillis(date.getTime());
        int year = calendar.get(Calendar.YEAR);
        boolean beforeChrist = calendar.get(Calendar.ERA) == GregorianCalendar.BC;
        return LocalDate.of(
                beforeChrist ? 1 - year : year, calendar.get(Calendar.MONTH) + 1, calendar.get(Calendar.DAY_OF_MONTH));
    }

    private static LocalDate parseDate(String text) {
        String plain = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
        return inEra(LocalDate.parse(withoutEra(plain), DATE), plain);
    }

    private static String withoutEra(String text) {
        return text.endsWith(BEFORE_CHRIST) ? text.substring(0, text.length() - BEFORE_CHRIST.length()) : text;
    }

    /** Postgres writes the year 0 of ISO 8601 as 1 BC. */
    private static LocalDate inEra(LocalDate date, String text) {
        return text.endsWith(BEFORE_CHRIST)
                ? LocalDate.of(1 - date.getYear(), date.getMonth(), date.getDayOfMonth())
                : date;
    }

    private static boolean isInfinite(String text) {
        return text.equals(INFINITY) || text.equals(MINUS_INFINITY);
    }

    /** {@code yyyy-MM-dd HH:mm:ss[.f]}, four digits and no era: nearly every value, and no need to parse it. */
    private static boolean isPlain(String text) {
        return text.length() >= 19
                && text.charAt(4) == '-'
                && text.charAt(10) == ' '
                && Character.isDigit(text.charAt(text.length() - 1));
    }
}
