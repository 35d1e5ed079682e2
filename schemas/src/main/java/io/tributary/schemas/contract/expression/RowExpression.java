package io.tributary.schemas.contract.expression;

import com.google.protobuf.NullValue;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelVariableResolver;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * An expression that was checked. As in SQL, what it says of a row with a null in a column that it uses is not known, unless it
 * asks for null itself.
 */
public final class RowExpression {

    private final CelRuntime.Program program;
    private final Set<String> columns;

    RowExpression(CelRuntime.Program program, Set<String> columns) {
        this.program = program;
        this.columns = columns;
    }

    /** Names of the columns that it uses. */
    public Set<String> columns() {
        return columns;
    }

    /**
     * The expression's value for a row.
     *
     * @param row value of a column by its name: Boolean, Long, Double, String, {@link java.time.Instant}, a List, or null
     * @return as those; empty if it is null or not known
     * @throws FailedExpressionException if it has none, though no column that it uses is null
     */
    public Optional<Object> value(Function<String, Object> row) throws FailedExpressionException {
        CelVariableResolver variables = name -> {
            Object value = row.apply(name);
            return Optional.of(value == null ? NullValue.NULL_VALUE : value);
        };
        try {
            Object value = program.eval(variables);
            return isNull(value) ? Optional.empty() : Optional.of(value);
        } catch (CelEvaluationException e) {
            for (String column : columns) {
                if (row.apply(column) == null) {
                    return Optional.empty();
                }
            }
            throw new FailedExpressionException(e.getMessage());
        }
    }

    private static boolean isNull(Object value) {
        return value == null || value instanceof NullValue || value instanceof dev.cel.common.values.NullValue;
    }
}
