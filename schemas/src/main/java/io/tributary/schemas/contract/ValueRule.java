package io.tributary.schemas.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What every value of a column but null has to keep. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "rule")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ValueRule.Range.class, name = "range"),
    @JsonSubTypes.Type(value = ValueRule.Length.class, name = "length"),
    @JsonSubTypes.Type(value = ValueRule.Pattern.class, name = "pattern"),
    @JsonSubTypes.Type(value = ValueRule.OneOf.class, name = "one-of")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface ValueRule {

    Severity severity();

    /**
     * Bounds, written as values of the column in their canonical form.
     *
     * @param minimum least value; null for none
     * @param minimumExcluded whether the minimum itself is too small
     * @param maximum greatest value; null for none
     * @param maximumExcluded whether the maximum itself is too large
     */
    record Range(String minimum, boolean minimumExcluded, String maximum, boolean maximumExcluded, Severity severity)
            implements ValueRule {}

    /**
     * Bounds of a text's length in characters.
     *
     * @param maximum negative for none
     */
    record Length(int minimum, int maximum, Severity severity) implements ValueRule {}

    /** An expression that the whole text matches. */
    record Pattern(String regex, Severity severity) implements ValueRule {}

    /** The values that there are, as canonical text. */
    record OneOf(List<String> values, Severity severity) implements ValueRule {
        public OneOf {
            values = List.copyOf(values);
        }
    }
}
