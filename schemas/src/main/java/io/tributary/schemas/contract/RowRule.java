package io.tributary.schemas.contract;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What the columns of a row have to keep together.
 *
 * @param name short name for counts and dead letters
 * @param expression has to be true; in the language of {@code io.tributary.schemas.contract.expression}
 * @param description why; may be null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RowRule(String name, String expression, String description, Severity severity) {}
