package io.tributary.streams.contract.row;

import io.tributary.schemas.contract.Contract;
import io.tributary.schemas.contract.ContractColumn;
import io.tributary.schemas.contract.PersonalData;
import io.tributary.schemas.contract.RowRule;
import io.tributary.schemas.contract.Severity;
import io.tributary.schemas.contract.expression.Expressions;
import io.tributary.schemas.contract.expression.FailedExpressionException;
import io.tributary.schemas.contract.expression.InvalidExpressionException;
import io.tributary.schemas.contract.expression.RowExpression;
import io.tributary.streams.column.UnrepresentableValueException;
import io.tributary.streams.contract.value.Values;
import io.tributary.streams.deadletter.RejectedRecordException;
import io.tributary.streams.deadletter.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A contract's rules for one row, compiled. The values that come out are whole: nothing of them is hidden yet, so that rules and
 * derived columns can use what does not reach the clean topic.
 */
public final class RowCleaning {

    private final Contract contract;
    private final Warnings warnings;
    private final List<ColumnCleaning> columns;
    private final List<RowExpression> derived = new ArrayList<>();
    private final List<Condition> conditions = new ArrayList<>();
    private final Map<String, Integer> indexes = new HashMap<>();

    private record Condition(RowRule rule, RowExpression expression) {}

    /**
     * Compiles a contract.
     *
     * @throws IllegalArgumentException if one of its expressions is none; who read the contract has checked that
     */
    public RowCleaning(Contract contract, Warnings warnings) {
        this.contract = contract;
        this.warnings = warnings;
        this.columns = contract.columns().stream().map(ColumnCleaning::new).toList();
        for (int i = 0; i < columns.size(); i++) {
            indexes.put(columns.get(i).column().name(), i);
        }
        try {
            compile();
        } catch (InvalidExpressionException e) {
            throw new IllegalArgumentException(
                    "The contract of " + contract.dataset().tableName() + " has an expression that cannot be used: "
                            + e.getMessage(),
                    e);
        }
    }

    private void compile() throws InvalidExpressionException {
        Expressions expressions = new Expressions(contract.columns());
        for (ContractColumn column : contract.columns()) {
            derived.add(column.expression() == null ? null : expressions.valueOf(column));
        }
        for (RowRule rule : contract.rowRules()) {
            conditions.add(new Condition(rule, expressions.condition(rule.expression())));
        }
    }

    /**
     * The values of a row.
     *
     * @throws RejectedRecordException if the row breaks a rule that is to be kept
     */
    public Object[] clean(RawColumns raw) throws RejectedRecordException {
        Object[] values = new Object[columns.size()];
        Function<String, Object> row = name -> forExpression(values, name);
        for (int i = 0; i < values.length; i++) {
            ColumnCleaning column = columns.get(i);
            RowExpression expression = derived.get(i);
            values[i] = expression == null ? column.value(raw.value(i)) : derive(column, expression, row);
            // At once, so that a bad value is told by its own rule, and not by what is derived of it.
            check(column, values[i]);
        }
        for (Condition condition : conditions) {
            check(condition, row);
        }
        return values;
    }

    /** The value of one column alone, unchecked. */
    public Object value(int column, RawColumns raw) throws RejectedRecordException {
        return columns.get(column).value(raw.value(column));
    }

    private Object forExpression(Object[] values, String name) {
        int index = indexes.get(name);
        return Values.forExpression(columns.get(index).type(), values[index]);
    }

    private Object derive(ColumnCleaning column, RowExpression expression, Function<String, Object> row)
            throws RejectedRecordException {
        try {
            Optional<Object> result = expression.value(row);
            return result.isEmpty() ? null : Values.ofExpression(column.type(), result.get());
        } catch (FailedExpressionException | UnrepresentableValueException | ClassCastException e) {
            throw new RejectedRecordException(
                    Rule.DERIVATION,
                    column.column().name(),
                    "Column '" + column.column().name() + "' cannot be derived: " + problem(expression, e));
        }
    }

    private void check(ColumnCleaning column, Object value) throws RejectedRecordException {
        column.check(
                value,
                broken -> warnings.warned(
                        contract.dataset(), broken.rule(), column.column().name()));
    }

    private void check(Condition condition, Function<String, Object> row) throws RejectedRecordException {
        RowRule rule = condition.rule();
        String problem;
        try {
            if (!Boolean.FALSE.equals(condition.expression().value(row).orElse(null))) {
                return;
            }
            problem = "is broken: " + (rule.description() == null ? rule.expression() : rule.description());
        } catch (FailedExpressionException e) {
            problem = "cannot be evaluated: " + problem(condition.expression(), e);
        }
        if (rule.severity() == Severity.WARN) {
            warnings.warned(contract.dataset(), Rule.ROW_RULE, rule.name());
            return;
        }
        throw new RejectedRecordException(Rule.ROW_RULE, rule.name(), "Rule '" + rule.name() + "' " + problem);
    }

    /** What went wrong, unless it may repeat a value that is to be hidden. */
    private String problem(RowExpression expression, Exception failure) {
        boolean personal = expression.columns().stream()
                .map(name -> columns.get(indexes.get(name)).column().personalData())
                .anyMatch(treatment -> treatment != PersonalData.KEEP);
        return personal ? "it failed on values that are personal" : failure.getMessage();
    }
}
