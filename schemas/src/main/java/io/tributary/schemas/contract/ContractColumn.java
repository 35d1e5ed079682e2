package io.tributary.schemas.contract;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tributary.schemas.naming.SafeName;
import java.util.List;

/**
 * One column: an ODCS property.
 *
 * @param name in the clean topic and in the lake
 * @param description for the catalog; null if there is none
 * @param type clean type, before personal data is hidden
 * @param sources where the raw value is, tried in turn: names of columns, or JSON pointers; empty for a derived column
 * @param elementSource JSON pointer from an array's element to its value; null for the element itself
 * @param cleaning how the raw text becomes a value
 * @param expression that gives a derived column's value; null for others
 * @param required what a null does; null if it is allowed
 * @param rules what other values have to keep
 * @param personalData what becomes of the value at the end
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ContractColumn(
        String name,
        String description,
        ValueType type,
        List<String> sources,
        String elementSource,
        Cleaning cleaning,
        String expression,
        Severity required,
        List<ValueRule> rules,
        PersonalData personalData) {

    public ContractColumn {
        if (!SafeName.of(name).equals(name)) {
            throw new IllegalArgumentException(
                    "Column name '" + name + "' is not safe for a table; use '" + SafeName.of(name) + "'");
        }
        requireNonNull(type, "type is null");
        sources = sources == null ? List.of() : List.copyOf(sources);
        cleaning = cleaning == null ? Cleaning.none() : cleaning;
        rules = rules == null ? List.of() : List.copyOf(rules);
        personalData = personalData == null ? PersonalData.KEEP : personalData;
    }

    /** Type in the clean topic, once personal data is hidden. */
    public ValueType cleanType() {
        return switch (personalData) {
            case KEEP, DROP -> type;
            case MASK, TOKENIZE -> ValueType.of(ValueType.Kind.STRING);
        };
    }

    public boolean isDropped() {
        return personalData == PersonalData.DROP;
    }
}
