package io.tributary.streams.contract.value;

import io.tributary.schemas.contract.Cleaning;
import io.tributary.schemas.contract.ValueType;
import io.tributary.streams.column.UnrepresentableValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes parsers for the types of a contract. */
public final class TextParsers {

    private TextParsers() {}

    /** A parser for a column. */
    public static TextParser of(ValueType type, Cleaning cleaning) {
        NumberText numbers = NumberText.of(cleaning);
        return switch (type.kind()) {
            case STRING, TIME, JSON -> text -> text;
            case BOOLEAN -> booleans(cleaning);
            case INT -> text -> (int) numbers.whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case LONG -> text -> numbers.whole(text, Long.MIN_VALUE, Long.MAX_VALUE);
            case FLOAT -> text -> (float) numbers.floating(text);
            case DOUBLE -> numbers::floating;
            case DECIMAL -> text -> numbers.decimal(text, type.precision(), type.scale());
            case DATE -> new DateText(cleaning)::day;
            case TIMESTAMP -> new TimestampText(cleaning)::moment;
            case LOCAL_TIMESTAMP -> new TimestampText(cleaning)::local;
            case ARRAY -> array(of(type.element(), cleaning), cleaning.split());
        };
    }

    private static TextParser booleans(Cleaning cleaning) {
        Set<String> trueTexts = Set.copyOf(cleaning.trueTexts());
        Set<String> falseTexts = Set.copyOf(cleaning.falseTexts());
        return text -> {
            String lower = text.toLowerCase(Locale.ROOT);
            if (trueTexts.contains(lower)) {
                return Boolean.TRUE;
            }
            if (falseTexts.contains(lower)) {
                return Boolean.FALSE;
            }
            throw new UnrepresentableValueException(
                    "is none of " + cleaning.trueTexts() + " or " + cleaning.falseTexts());
        };
    }

    private static TextParser array(TextParser element, String split) {
        if (split == null) {
            return text -> List.of(element.parse(text));
        }
        Pattern separator = Pattern.compile(Pattern.quote(split));
        return text -> {
            List<Object> values = new ArrayList<>();
            for (String part : separator.split(text, -1)) {
                String bare = part.strip();
                values.add(bare.isEmpty() ? null : element.parse(bare));
            }
            return values;
        };
    }
}
