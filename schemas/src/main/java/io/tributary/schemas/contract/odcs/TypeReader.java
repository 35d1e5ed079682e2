package io.tributary.schemas.contract.odcs;

import io.tributary.schemas.contract.ValueType;
import io.tributary.schemas.contract.ValueType.Kind;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a property's type: {@code logicalType} says what it is, {@code physicalType} how wide. */
final class TypeReader {

    private static final Pattern DECIMAL = Pattern.compile("(?:decimal|numeric)\\((\\d+)(?:, *(\\d+))?\\)");

    private TypeReader() {}

    /** The type; empty if what is wrong with it was noted. */
    static Optional<ValueType> read(YamlNode property) {
        String physical = property.text("physicalType").orElse("").trim().toLowerCase(Locale.ROOT);
        Optional<String> logical = property.text("logicalType");
        if (logical.isEmpty()) {
            property.error("the property has no 'logicalType'", "add one, for instance 'logicalType: string'");
            return Optional.empty();
        }
        return switch (logical.get()) {
            case "string" -> Optional.of(ValueType.of(Kind.STRING));
            case "boolean" -> Optional.of(ValueType.of(Kind.BOOLEAN));
            case "date" -> Optional.of(ValueType.of(Kind.DATE));
            case "time" -> Optional.of(ValueType.of(Kind.TIME));
            case "object" -> Optional.of(ValueType.of(Kind.JSON));
            case "timestamp" ->
                Optional.of(ValueType.of(
                        property.at("logicalTypeOptions").at("timezone").json().asBoolean(false)
                                ? Kind.TIMESTAMP
                                : Kind.LOCAL_TIMESTAMP));
            case "integer" -> Optional.of(ValueType.of(isNarrow(property, physical) ? Kind.INT : Kind.LONG));
            case "number" -> number(property, physical);
            case "array" -> array(property);
            default -> Optional.empty();
        };
    }

    private static boolean isNarrow(YamlNode property, String physical) {
        String format = property.at("logicalTypeOptions").text("format").orElse("");
        return physical.equals("int")
                || physical.equals("integer")
                || physical.equals("smallint")
                || physical.equals("int4")
                || physical.equals("int2")
                || format.equals("i32");
    }

    private static Optional<ValueType> number(YamlNode property, String physical) {
        Matcher decimal = DECIMAL.matcher(physical);
        if (decimal.matches()) {
            int scale = decimal.group(2) == null ? 0 : Integer.parseInt(decimal.group(2));
            try {
                return Optional.of(ValueType.decimal(Integer.parseInt(decimal.group(1)), scale));
            } catch (IllegalArgumentException e) {
                property.at("physicalType").error(e.getMessage(), "write for instance decimal(12,2)");
                return Optional.empty();
            }
        }
        if (physical.startsWith("decimal") || physical.startsWith("numeric")) {
            property.at("physicalType")
                    .error(
                            "'" + physical + "' says neither how many digits nor how many behind the point",
                            "write for instance decimal(12,2), or double where rounding does not matter");
            return Optional.empty();
        }
        boolean single = physical.equals("real") || physical.equals("float4");
        return Optional.of(ValueType.of(single ? Kind.FLOAT : Kind.DOUBLE));
    }

    private static Optional<ValueType> array(YamlNode property) {
        YamlNode items = property.at("items");
        if (!items.isThere()) {
            property.error("the array does not say what its elements are", "add 'items: { logicalType: string }'");
            return Optional.empty();
        }
        Optional<ValueType> element = read(items);
        if (element.isPresent() && element.get().kind() == Kind.ARRAY) {
            items.error("the lake has no arrays of arrays", "make it a dataset of its own (see 'parent' and 'each')");
            return Optional.empty();
        }
        return element.map(ValueType::arrayOf);
    }
}
