package io.tributary.streams.contract.value;

import io.tributary.schemas.contract.Cleaning;
import io.tributary.streams.column.UnrepresentableValueException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Reads dates. */
final class DateText {

    private final List<String> patterns;
    private final List<DateTimeFormatter> formatters;

    DateText(Cleaning cleaning) {
        patterns = cleaning.formats();
        formatters = patterns.isEmpty()
                ? List.of(DateTimeFormatter.ISO_LOCAL_DATE)
                : patterns.stream().map(Patterns::strict).toList();
    }

    /** Days since 1970-01-01. */
    Integer day(String text) throws UnrepresentableValueException {
        for (DateTimeFormatter formatter : formatters) {
            try {
                return Math.toIntExact(LocalDate.parse(text, formatter).toEpochDay());
            } catch (DateTimeException | ArithmeticException e) {
                // The next pattern may fit.
            }
        }
        throw new UnrepresentableValueException("is no date "
                + (patterns.isEmpty() ? "as in 2026-11-20" : "in the form " + String.join(" or ", patterns)));
    }
}
