package io.tributary.schemas.contract.draft;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The narrowest type that all texts of a sample are of.
 *
 * @param physicalType how wide; null if the logical type says it all
 * @param format of dates and timestamps that are not in ISO 8601; else null
 * @param decimalComma whether a comma stands before decimals
 */
record GuessedType(String logicalType, String physicalType, String format, boolean decimalComma) {

    private static final GuessedType STRING = new GuessedType("string", null, null, false);

    /** A number with zeros in front is a code: taken as a number it would lose them. */
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9]\\d{0,17})");

    private static final Pattern DECIMAL = Pattern.compile("-?(\\d{1,18})([.,])(\\d{1,20})");
    private static final Pattern ISO_TIMESTAMP =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[+-]\\d{2}:\\d{2})?");
    private static final List<String> DATES =
            List.of("uuuu-MM-dd", "dd/MM/uuuu", "MM/dd/uuuu", "dd.MM.uuuu", "uuuuMMdd");
    private static final int DIGITS_TO_SPARE = 4;
    private static final int MAX_PRECISION = 38;

    /** More of them come from computing or measuring, not from counting: such numbers are no decimals. */
    private static final int MOST_DECIMALS = 6;

    /** The type of texts that are cleaned and not empty; text if there are none. */
    static GuessedType of(Collection<String> texts) {
        if (texts.isEmpty()) {
            return STRING;
        }
        if (texts.stream().allMatch(text -> text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"))) {
            return new GuessedType("boolean", null, null, false);
        }
        Optional<String> date = DATES.stream()
                .filter(format -> texts.stream().allMatch(text -> isDate(text, format)))
                .findFirst();
        if (date.isPresent()) {
            String format = date.get().replace('u', 'y');
            return new GuessedType("date", null, format.equals("yyyy-MM-dd") ? null : format, false);
        }
        if (texts.stream().allMatch(text -> ISO_TIMESTAMP.matcher(text).matches())) {
            return new GuessedType("timestamp", null, null, false);
        }
        if (texts.stream().allMatch(text -> WHOLE.matcher(text).matches())) {
            return new GuessedType("integer", null, null, false);
        }
        return decimal(texts).orElse(STRING);
    }

    private static boolean isDate(String text, String format) {
        try {
            LocalDate date = LocalDate.parse(
                    text, DateTimeFormatter.ofPattern(format, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT));
            return date.getYear() >= 1800 && date.getYear() < 2200;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static Optional<GuessedType> decimal(Collection<String> texts) {
        int whole = 1;
        int scale = 0;
        String point = null;
        for (String text : texts) {
            Matcher matcher = DECIMAL.matcher(text);
            if (matcher.matches()) {
                if (point != null && !point.equals(matcher.group(2))) {
                    return Optional.empty();
                }
                point = matcher.group(2);
                whole = Math.max(whole, matcher.group(1).length());
                scale = Math.max(scale, matcher.group(3).length());
            } else if (WHOLE.matcher(text).matches()) {
                whole = Math.max(whole, text.length());
            } else {
                return Optional.empty();
            }
        }
        boolean comma = ",".equals(point);
        if (scale > MOST_DECIMALS) {
            return Optional.of(new GuessedType("number", null, null, comma));
        }
        int precision = Math.min(MAX_PRECISION, whole + DIGITS_TO_SPARE + scale);
        return Optional.of(
                new GuessedType("number", "decimal(" + precision + "," + scale + ")", null, ",".equals(point)));
    }
}
