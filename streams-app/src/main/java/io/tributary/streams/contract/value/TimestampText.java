package io.tributary.streams.contract.value;

import io.tributary.schemas.contract.Cleaning;
import io.tributary.streams.column.UnrepresentableValueException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;

/** Reads timestamps. Those without a zone are of the column's, and those of a column without zone are put into it. */
final class TimestampText {

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendPattern("[' ']")
            .appendOffset("+HH:mm", "Z")
            .optionalEnd()
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    private final List<String> formats;
    private final List<Reading> readings;
    private final ZoneId zone;

    @FunctionalInterface
    private interface Reading {
        ZonedDateTime read(String text);
    }

    TimestampText(Cleaning cleaning) {
        zone = cleaning.zone() == null ? ZoneOffset.UTC : ZoneId.of(cleaning.zone());
        formats = cleaning.formats();
        readings = formats.isEmpty()
                ? List.of(text -> zoned(text, ISO))
                : formats.stream().map(this::reading).toList();
    }

    private Reading reading(String format) {
        return switch (format) {
            case Cleaning.EPOCH_SECONDS ->
                text -> Instant.ofEpochSecond(Long.parseLong(text)).atZone(zone);
            case Cleaning.EPOCH_MILLIS ->
                text -> Instant.ofEpochMilli(Long.parseLong(text)).atZone(zone);
            default -> {
                DateTimeFormatter formatter = Patterns.strict(format);
                yield text -> zoned(text, formatter);
            }
        };
    }

    private ZonedDateTime zoned(String text, DateTimeFormatter formatter) {
        TemporalAccessor parsed = formatter.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
        if (parsed instanceof ZonedDateTime moment) {
            return moment.withZoneSameInstant(zone);
        }
        return parsed instanceof LocalDateTime local ? local.atZone(zone) : ((LocalDate) parsed).atStartOfDay(zone);
    }

    /** Microseconds since 1970-01-01T00:00:00Z. */
    Long moment(String text) throws UnrepresentableValueException {
        return micros(read(text).toInstant());
    }

    /** Microseconds since 1970-01-01T00:00 as a clock of the column's zone showed it. */
    Long local(String text) throws UnrepresentableValueException {
        return micros(read(text).toLocalDateTime().toInstant(ZoneOffset.UTC));
    }

    private static long micros(Instant moment) throws UnrepresentableValueException {
        try {
            return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
        } catch (ArithmeticException e) {
            throw new UnrepresentableValueException("is beyond what a timestamp in microseconds can say");
        }
    }

    private ZonedDateTime read(String text) throws UnrepresentableValueException {
        for (Reading reading : readings) {
            try {
                return reading.read(text);
            } catch (DateTimeException | NumberFormatException e) {
                // The next format may fit.
            }
        }
        throw new UnrepresentableValueException("is no timestamp "
                + (formats.isEmpty() ? "as in 2026-11-20T13:30:00" : "in the form " + String.join(" or ", formats)));
    }
}
