package io.tributary.schemas.contract.odcs;

import io.tributary.schemas.contract.Cleaning;
import io.tributary.schemas.contract.ContractColumn;
import io.tributary.schemas.contract.LetterCase;
import io.tributary.schemas.contract.PersonalData;
import io.tributary.schemas.contract.Severity;
import io.tributary.schemas.contract.Shape;
import io.tributary.schemas.contract.ValueType;
import io.tributary.schemas.contract.ValueType.Kind;
import io.tributary.schemas.naming.SafeName;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one property into a column. */
final class PropertyReader {

    private static final Set<String> CUSTOM = Set.of(
            "trim",
            "emptyToNull",
            "case",
            "nullValues",
            "codes",
            "default",
            "split",
            "formats",
            "decimalSeparator",
            "groupingSeparator",
            "trueValues",
            "falseValues",
            "aliases",
            "severity",
            "personalData");

    private final YamlNode property;
    private final Shape shape;
    private final CustomProperties custom;

    private PropertyReader(YamlNode property, Shape shape) {
        this.property = property;
        this.shape = shape;
        this.custom = CustomProperties.of(property, CUSTOM);
    }

    /**
     * What a property comes to.
     *
     * @param unique what a value that was there before does; null if nothing
     */
    record Property(YamlNode place, ContractColumn column, Severity unique) {}

    /** Reads it; empty if what is wrong with it was noted. */
    static Optional<Property> read(YamlNode property, Shape shape) {
        return new PropertyReader(property, shape).read();
    }

    private Optional<Property> read() {
        String name = property.text("name").orElse("");
        if (name.isBlank() || !SafeName.of(name).equals(name)) {
            property.at("name")
                    .error(
                            "the column name '" + name + "' is not safe for a table",
                            name.isBlank()
                                    ? "give it a name"
                                    : "use '" + SafeName.of(name) + "' and keep the source's name as 'physicalName'");
            return Optional.empty();
        }
        Optional<ValueType> type = TypeReader.read(property);
        if (type.isEmpty()) {
            return Optional.empty();
        }
        Severity severity = SeverityReader.read(custom.get("severity"), custom.text("severity"));
        RuleReader.Rules rules = RuleReader.read(property, type.get(), severity);
        String expression = property.text("transformLogic").orElse(null);
        ContractColumn column = new ContractColumn(
                name,
                property.text("description").map(String::strip).orElse(null),
                type.get(),
                expression == null ? sources(name) : List.of(),
                property.at("items").text("physicalName").orElse(null),
                cleaning(),
                expression,
                rules.required(),
                rules.values(),
                personalData(type.get()));
        return Optional.of(new Property(property, column, rules.unique()));
    }

    private List<String> sources(String name) {
        List<String> sources = new ArrayList<>();
        sources.add(property.text("physicalName").orElse(name));
        sources.addAll(custom.texts("aliases"));
        return sources;
    }

    private Cleaning cleaning() {
        Cleaning usual = shape == Shape.TABLE ? Cleaning.none() : Cleaning.usual();
        return new Cleaning(
                custom.flag("trim", usual.trim()),
                custom.flag("emptyToNull", usual.emptyToNull()),
                letterCase(),
                custom.textsOrNull("nullValues"),
                codes(),
                custom.text("default").orElse(null),
                custom.text("split").orElse(null),
                formats(),
                zone(),
                separator("decimalSeparator"),
                separator("groupingSeparator"),
                lowerCase(custom.textsOrNull("trueValues")),
                lowerCase(custom.textsOrNull("falseValues")));
    }

    private LetterCase letterCase() {
        return switch (custom.text("case").orElse("")) {
            case "" -> LetterCase.KEEP;
            case "upper" -> LetterCase.UPPER;
            case "lower" -> LetterCase.LOWER;
            default -> {
                custom.get("case").error("'case' is neither upper nor lower", "use one of the two");
                yield LetterCase.KEEP;
            }
        };
    }

    private Map<String, String> codes() {
        YamlNode list = custom.get("codes");
        if (list.isThere() && !list.json().isObject()) {
            list.error("'codes' is no block of codes and values", "write for instance  codes: { \"1\": male }");
        }
        Map<String, String> codes = new LinkedHashMap<>();
        list.entries().forEach((code, value) -> codes.put(code, value.text().orElse("")));
        return codes;
    }

    private List<String> formats() {
        if (property.text("logicalType")
                .map(type -> !type.equals("date") && !type.equals("timestamp"))
                .orElse(true)) {
            return List.of();
        }
        List<String> formats = new ArrayList<>();
        YamlNode format = property.at("logicalTypeOptions").at("format");
        format.text().ifPresent(formats::add);
        formats.addAll(custom.texts("formats"));
        for (String pattern : formats) {
            if (pattern.equals(Cleaning.EPOCH_SECONDS) || pattern.equals(Cleaning.EPOCH_MILLIS)) {
                continue;
            }
            try {
                DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
            } catch (IllegalArgumentException e) {
                format.error(
                        "'" + pattern + "' is no pattern for dates: " + e.getMessage(),
                        "write it as DateTimeFormatter wants it, for instance dd/MM/yyyy");
            }
        }
        return formats;
    }

    private String zone() {
        YamlNode zone = property.at("logicalTypeOptions").at("defaultTimezone");
        try {
            return zone.text().map(text -> ZoneId.of(text).getId()).orElse(null);
        } catch (DateTimeException e) {
            zone.error("there is no time zone '" + zone.text().orElse("") + "'", "use a name such as Etc/UTC");
            return null;
        }
    }

    private String separator(String name) {
        Optional<String> text = custom.text(name);
        if (text.isPresent() && text.get().length() != 1) {
            custom.get(name).error("'" + name + "' is not one character", "write for instance \",\"");
            return null;
        }
        return text.orElse(null);
    }

    private static List<String> lowerCase(List<String> texts) {
        return texts == null
                ? null
                : texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList();
    }

    private PersonalData personalData(ValueType type) {
        Optional<String> own = custom.text("personalData");
        Optional<String> classification = property.text("classification");
        PersonalData treatment = PersonalData.KEEP;
        if (own.isPresent()) {
            try {
                treatment = PersonalData.valueOf(own.get().toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                custom.get("personalData")
                        .error("'" + own.get() + "' is no treatment", "use keep, drop, mask or tokenize");
            }
        } else if (classification.isPresent()) {
            Optional<PersonalData> meant = PersonalData.ofClassification(classification.get());
            if (meant.isEmpty()) {
                property.at("classification")
                        .error(
                                "classification '" + classification.get() + "' does not say what becomes of the values",
                                "use public, internal, confidential (tokenized) or restricted (dropped), or add the"
                                        + " custom property 'personalData'");
            }
            treatment = meant.orElse(PersonalData.DROP);
        }
        if (treatment == PersonalData.TOKENIZE && type.kind() == Kind.ARRAY) {
            property.error("an array cannot be tokenized", "drop it (personalData: drop)");
        }
        return treatment;
    }
}
