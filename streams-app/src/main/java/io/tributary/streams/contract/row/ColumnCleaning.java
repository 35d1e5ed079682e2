package io.tributary.streams.contract.row;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.schemas.contract.Cleaning;
import io.tributary.schemas.contract.ContractColumn;
import io.tributary.schemas.contract.LetterCase;
import io.tributary.schemas.contract.PersonalData;
import io.tributary.schemas.contract.Severity;
import io.tributary.schemas.contract.ValueType;
import io.tributary.schemas.contract.ValueType.Kind;
import io.tributary.streams.column.UnrepresentableValueException;
import io.tributary.streams.contract.value.TextParser;
import io.tributary.streams.contract.value.TextParsers;
import io.tributary.streams.contract.value.Values;
import io.tributary.streams.deadletter.RejectedRecordException;
import io.tributary.streams.deadletter.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** One column, compiled: from a raw text or JSON node to its value, and what the value has to keep. */
final class ColumnCleaning {

    private static final int EXCERPT_CHARACTERS = 40;

    private final ContractColumn column;
    private final Cleaning cleaning;
    private final TextParser parser;
    private final Set<String> nullTexts;
    private final TextParser elementParser;
    private final List<Check> checks;
    private final Broken missing;

    ColumnCleaning(ContractColumn column) {
        this.column = column;
        this.cleaning = column.cleaning();
        this.parser = TextParsers.of(column.type(), cleaning);
        this.nullTexts = Set.copyOf(cleaning.nullTexts());
        this.elementParser = column.type().kind() == Kind.ARRAY
                ? TextParsers.of(column.type().element(), cleaning)
                : null;
        this.checks = column.rules().stream()
                .map(rule -> Check.of(column.type(), rule))
                .toList();
        this.missing = column.required() == null
                ? null
                : new Broken(Rule.REQUIRED, column.required(), "it is required and has no value");
    }

    ContractColumn column() {
        return column;
    }

    ValueType type() {
        return column.type();
    }

    /**
     * The value of a raw one.
     *
     * @param raw a text, a JSON node, a value that is {@link Typed}, or null
     */
    Object value(Object raw) throws RejectedRecordException {
        if (raw instanceof Typed typed) {
            return typed.value();
        }
        if (raw instanceof JsonNode node) {
            return ofNode(node);
        }
        String text = cleaned(raw == null ? null : raw.toString());
        if (text == null) {
            return null;
        }
        try {
            return parser.parse(text);
        } catch (UnrepresentableValueException e) {
            throw unreadable(text, e.getMessage());
        }
    }

    private String cleaned(String raw) {
        String text = raw;
        if (text != null) {
            if (cleaning.trim()) {
                text = text.strip();
            }
            if (cleaning.letterCase() != LetterCase.KEEP) {
                text = cleaning.letterCase() == LetterCase.UPPER
                        ? text.toUpperCase(Locale.ROOT)
                        : text.toLowerCase(Locale.ROOT);
            }
            if (text.isEmpty() && cleaning.emptyToNull() || nullTexts.contains(text)) {
                text = null;
            } else {
                text = cleaning.codes().getOrDefault(text, text);
            }
        }
        return text == null ? cleaning.defaultText() : text;
    }

    private Object ofNode(JsonNode node) throws RejectedRecordException {
        if (node.isNull() || node.isMissingNode()) {
            return value(null);
        }
        if (column.type().kind() == Kind.JSON) {
            return node.toString();
        }
        if (elementParser != null && node.isArray()) {
            return elements(node);
        }
        if (node.isContainerNode()) {
            throw new RejectedRecordException(
                    Rule.UNREADABLE_VALUE,
                    column.name(),
                    "Column '" + column.name() + "' is " + column.type().text() + ", and the document has an "
                            + (node.isArray() ? "array" : "object")
                            + " there; point at a value inside it (physicalName)");
        }
        return value(node.asText());
    }

    private List<Object> elements(JsonNode array) throws RejectedRecordException {
        List<Object> values = new ArrayList<>(array.size());
        for (JsonNode element : array) {
            JsonNode node = column.elementSource() == null ? element : element.at(column.elementSource());
            String text = node.isValueNode() && !node.isNull() ? cleaned(node.asText()) : null;
            try {
                values.add(text == null ? null : elementParser.parse(text));
            } catch (UnrepresentableValueException e) {
                throw unreadable(text, e.getMessage());
            }
        }
        return values;
    }

    private RejectedRecordException unreadable(String text, String problem) {
        return new RejectedRecordException(
                Rule.UNREADABLE_VALUE,
                column.name(),
                "Column '" + column.name() + "' (" + column.type().text() + "): " + shown(text) + " " + problem);
    }

    /** Enough of a value to recognise it; nothing of one that is to be hidden. */
    private String shown(String text) {
        if (column.personalData() != PersonalData.KEEP) {
            return "the value, which is personal,";
        }
        return "'" + (text.length() <= EXCERPT_CHARACTERS ? text : text.substring(0, EXCERPT_CHARACTERS) + "...") + "'";
    }

    /** Looks at a value, and hands on each rule that it does not keep and that only warns. */
    void check(Object value, Consumer<Broken> warned) throws RejectedRecordException {
        if (value == null) {
            if (missing != null) {
                tell(missing, warned, "");
            }
            return;
        }
        for (int i = 0; i < checks.size(); i++) {
            Broken broken = checks.get(i).check(value);
            if (broken != null) {
                tell(broken, warned, shown(Values.canonical(column.type(), value)) + " ");
            }
        }
    }

    private void tell(Broken broken, Consumer<Broken> warned, String shown) throws RejectedRecordException {
        if (broken.severity() == Severity.WARN) {
            warned.accept(broken);
            return;
        }
        throw new RejectedRecordException(
                broken.rule(), column.name(), "Column '" + column.name() + "': " + shown + broken.what());
    }
}
