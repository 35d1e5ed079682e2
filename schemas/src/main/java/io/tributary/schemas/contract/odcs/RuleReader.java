package io.tributary.schemas.contract.odcs;

import io.tributary.schemas.contract.Severity;
import io.tributary.schemas.contract.ValueRule;
import io.tributary.schemas.contract.ValueType;
import io.tributary.schemas.contract.ValueType.Kind;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads what a property's values have to keep: from {@code logicalTypeOptions}, and from {@code quality}. */
final class RuleReader {

    private static final String ZERO = "0";

    /** A partition's value is the name of a folder, which is 255 bytes at most, three of them for a character. */
    private static final int LONGEST_PARTITION = 60;

    private final YamlNode property;
    private final ValueType type;
    private final Severity optionsSeverity;
    private final List<ValueRule> rules = new ArrayList<>();
    private Severity required;
    private Severity unique;

    private RuleReader(YamlNode property, ValueType type, Severity optionsSeverity) {
        this.property = property;
        this.type = type;
        this.optionsSeverity = optionsSeverity;
    }

    /**
     * What the rules of a property come to.
     *
     * @param required what a null does; null if nothing
     * @param unique what a value that was there before does; null if nothing
     */
    record Rules(List<ValueRule> values, Severity required, Severity unique) {}

    static Rules read(YamlNode property, ValueType type, Severity optionsSeverity) {
        RuleReader reader = new RuleReader(property, type, optionsSeverity);
        reader.readOptions();
        if (property.isTrue("partitioned")) {
            reader.rules.add(new ValueRule.Length(0, LONGEST_PARTITION, Severity.REJECT));
        }
        reader.required = property.isTrue("required") ? optionsSeverity : null;
        reader.unique = property.isTrue("unique") ? optionsSeverity : null;
        property.at("quality").items().forEach(reader::readQuality);
        return new Rules(reader.rules, reader.required, reader.unique);
    }

    private void readOptions() {
        YamlNode options = property.at("logicalTypeOptions");
        readRange(options);
        Optional<String> shortest = options.text("minLength");
        Optional<String> longest = options.text("maxLength");
        if (shortest.isPresent() || longest.isPresent()) {
            rules.add(new ValueRule.Length(
                    shortest.map(Integer::valueOf).orElse(0),
                    longest.map(Integer::valueOf).orElse(-1),
                    optionsSeverity));
        }
        options.text("pattern").ifPresent(regex -> addPattern(options.at("pattern"), regex, optionsSeverity));
    }

    private void readRange(YamlNode options) {
        String minimum = bound(options, "minimum");
        String above = bound(options, "exclusiveMinimum");
        String maximum = bound(options, "maximum");
        String below = bound(options, "exclusiveMaximum");
        if (minimum != null && above != null || maximum != null && below != null) {
            options.error("a bound is given twice, with and without the bound itself", "keep one of the two");
            return;
        }
        if (minimum != null || above != null || maximum != null || below != null) {
            rules.add(new ValueRule.Range(
                    minimum != null ? minimum : above,
                    above != null,
                    maximum != null ? maximum : below,
                    below != null,
                    optionsSeverity));
        }
    }

    private String bound(YamlNode options, String name) {
        String text = options.text(name).orElse(null);
        if (text == null) {
            return null;
        }
        try {
            check(text);
            return text;
        } catch (NumberFormatException | DateTimeException e) {
            options.at(name)
                    .error("'" + text + "' is no " + type.text(), "write numbers with a point and dates as 2026-11-20");
            return null;
        }
    }

    private void check(String text) {
        switch (type.kind()) {
            case INT, LONG, FLOAT, DOUBLE, DECIMAL -> new BigDecimal(text);
            case DATE -> LocalDate.parse(text);
            case LOCAL_TIMESTAMP -> LocalDateTime.parse(text);
            case TIMESTAMP -> OffsetDateTime.parse(text);
            default -> throw new NumberFormatException("A " + type.text() + " has no bounds");
        }
    }

    private void readQuality(YamlNode check) {
        Severity severity = SeverityReader.read(check.at("severity"), check.text("severity"));
        String kind = check.text("type").orElse("library");
        if (kind.equals("custom")) {
            check.error(
                    "rules of type 'custom' are taken of rows only",
                    "move it to the quality of the schema object, where it may name several properties");
        } else if (!kind.equals("library")) {
            notInTheStream(check, "a check of type '" + kind + "'");
        } else {
            readLibrary(check, severity);
        }
    }

    private void readLibrary(YamlNode check, Severity severity) {
        String metric = check.text("metric").orElse(check.text("rule").orElse(""));
        if (!mustBeZero(check)) {
            notInTheStream(check, "a bound on '" + metric + "' other than 'mustBe: 0'");
            return;
        }
        switch (metric) {
            case "nullValues", "missingValues" -> required = severity;
            case "duplicateValues" -> unique = severity;
            case "invalidValues" -> readInvalid(check, severity);
            default -> notInTheStream(check, "the metric '" + metric + "'");
        }
    }

    private void readInvalid(YamlNode check, Severity severity) {
        YamlNode arguments = check.at("arguments");
        List<String> values = arguments.at("validValues").texts();
        Optional<String> regex = arguments.text("pattern");
        if (!values.isEmpty() && values.stream().allMatch(value -> isValue(arguments.at("validValues"), value))) {
            rules.add(new ValueRule.OneOf(values, severity));
        }
        regex.ifPresent(text -> addPattern(arguments.at("pattern"), text, severity));
        if (values.isEmpty() && regex.isEmpty()) {
            check.error("'invalidValues' does not say which are valid", "add arguments: validValues or pattern");
        }
    }

    private boolean isValue(YamlNode place, String text) {
        try {
            switch (type.kind()) {
                case STRING, TIME -> {
                    return true;
                }
                case BOOLEAN -> {
                    if (!text.equals("true") && !text.equals("false")) {
                        throw new NumberFormatException(text);
                    }
                }
                case INT, LONG -> new BigDecimal(text).longValueExact();
                case DECIMAL -> new BigDecimal(text).setScale(type.scale());
                default -> check(text);
            }
            return true;
        } catch (ArithmeticException | NumberFormatException | DateTimeException e) {
            place.error(
                    "'" + text + "' is no " + type.text() + ", and so never a valid value",
                    "write numbers with a point and dates as 2026-11-20");
            return false;
        }
    }

    private void addPattern(YamlNode place, String regex, Severity severity) {
        try {
            Pattern.compile(regex);
            rules.add(new ValueRule.Pattern(regex, severity));
        } catch (PatternSyntaxException e) {
            place.error("'" + regex + "' is no regular expression: " + e.getDescription(), "correct it");
        }
        if (type.kind() != Kind.STRING) {
            place.error("a pattern is for text, and this is " + type.text(), "use a range, or validValues");
        }
    }

    static boolean mustBeZero(YamlNode check) {
        return check.text("mustBe").orElse("").equals(ZERO);
    }

    static void notInTheStream(YamlNode check, String what) {
        check.warning(what + " is not checked in the stream", "check it on the tables; here it only documents");
    }
}
