package io.tributary.streams.contract.value;

import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Makes strict formatters of patterns: the 31st of a shorter month is an error, not its last day. */
final class Patterns {

    private Patterns() {}

    /** A formatter in which a month or day that the pattern lacks is the first. */
    static DateTimeFormatter strict(String pattern) {
        DateTimeFormatterBuilder builder =
                new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern(withProlepticYears(pattern));
        if (!has(pattern, "dD")) {
            builder.parseDefaulting(ChronoField.DAY_OF_MONTH, 1);
        }
        if (!has(pattern, "MLDQqw")) {
            builder.parseDefaulting(ChronoField.MONTH_OF_YEAR, 1);
        }
        return builder.toFormatter(Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
    }

    /** Strict formatters know a year of an era only together with the era. */
    private static String withProlepticYears(String pattern) {
        StringBuilder text = new StringBuilder(pattern.length());
        boolean quoted = false;
        for (char c : pattern.toCharArray()) {
            quoted ^= c == '\'';
            text.append(!quoted && c == 'y' ? 'u' : c);
        }
        return text.toString();
    }

    private static boolean has(String pattern, String letters) {
        boolean quoted = false;
        for (char c : pattern.toCharArray()) {
            quoted ^= c == '\'';
            if (!quoted && letters.indexOf(c) >= 0) {
                return true;
            }
        }
        return false;
    }
}
