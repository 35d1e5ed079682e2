package io.tributary.streams.contract.row;

import io.tributary.schemas.contract.Severity;
import io.tributary.schemas.contract.ValueRule;
import io.tributary.schemas.contract.ValueType;
import io.tributary.streams.contract.value.Values;
import io.tributary.streams.deadletter.Rule;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** One rule of one column, compiled. Values are given as {@code io.tributary.streams.contract.value} describes them. */
@FunctionalInterface
interface Check {

    /** What a value breaks; null if nothing. */
    Broken check(Object value);

    static Check of(ValueType type, ValueRule rule) {
        if (rule instanceof ValueRule.Range range) {
            return range(type, range);
        }
        if (rule instanceof ValueRule.Length length) {
            return length(length);
        }
        if (rule instanceof ValueRule.Pattern pattern) {
            return pattern(pattern);
        }
        return oneOf(type, (ValueRule.OneOf) rule);
    }

    private static Check range(ValueType type, ValueRule.Range range) {
        Broken tooSmall = new Broken(
                Rule.RANGE,
                range.severity(),
                "is less than " + range.minimum() + (range.minimumExcluded() ? " or equal to it" : ""));
        Broken tooLarge = new Broken(
                Rule.RANGE,
                range.severity(),
                "is more than " + range.maximum() + (range.maximumExcluded() ? " or equal to it" : ""));
        // A bound may have more digits than the column: 0.5 is one of whole numbers, too.
        boolean number = isNumber(type);
        Comparable<Object> minimum = bound(type, range.minimum(), number);
        Comparable<Object> maximum = bound(type, range.maximum(), number);
        return value -> {
            Object comparable = number && !(value instanceof BigDecimal) ? new BigDecimal(value.toString()) : value;
            if (minimum != null) {
                int order = minimum.compareTo(comparable);
                if (order > 0 || order == 0 && range.minimumExcluded()) {
                    return tooSmall;
                }
            }
            if (maximum != null) {
                int order = maximum.compareTo(comparable);
                if (order < 0 || order == 0 && range.maximumExcluded()) {
                    return tooLarge;
                }
            }
            return null;
        };
    }

    private static boolean isNumber(ValueType type) {
        return switch (type.kind()) {
            case INT, LONG, FLOAT, DOUBLE, DECIMAL -> true;
            default -> false;
        };
    }

    @SuppressWarnings("unchecked")
    private static Comparable<Object> bound(ValueType type, String text, boolean number) {
        if (text == null) {
            return null;
        }
        return (Comparable<Object>)
                (Comparable<?>) (number ? new BigDecimal(text) : (Comparable<?>) Values.ofCanonical(type, text));
    }

    private static Check length(ValueRule.Length length) {
        Broken broken = new Broken(
                Rule.RANGE,
                length.severity(),
                length.maximum() < 0
                        ? "has fewer than " + length.minimum() + " characters"
                        : "has not " + length.minimum() + " to " + length.maximum() + " characters");
        return value -> {
            String text = value.toString();
            int characters = text.codePointCount(0, text.length());
            return characters < length.minimum() || length.maximum() >= 0 && characters > length.maximum()
                    ? broken
                    : null;
        };
    }

    private static Check pattern(ValueRule.Pattern rule) {
        Pattern pattern = Pattern.compile(rule.regex());
        Broken broken = new Broken(Rule.PATTERN, rule.severity(), "does not match " + rule.regex());
        return value -> pattern.matcher(value.toString()).matches() ? null : broken;
    }

    private static Check oneOf(ValueType type, ValueRule.OneOf rule) {
        Severity severity = rule.severity();
        Set<String> allowed = new HashSet<>();
        for (String text : rule.values()) {
            allowed.add(Values.canonical(type, Values.ofCanonical(type, text)));
        }
        Broken broken = new Broken(Rule.ENUMERATION, severity, "is none of " + excerpt(rule));
        return value -> allowed.contains(Values.canonical(type, value)) ? null : broken;
    }

    private static String excerpt(ValueRule.OneOf rule) {
        int shown = Math.min(rule.values().size(), 12);
        return rule.values().subList(0, shown)
                + (rule.values().size() > shown ? " and " + (rule.values().size() - shown) + " more" : "");
    }
}
