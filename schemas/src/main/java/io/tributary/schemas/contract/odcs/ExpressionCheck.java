package io.tributary.schemas.contract.odcs;

import io.tributary.schemas.contract.ContractColumn;
import io.tributary.schemas.contract.RowRule;
import io.tributary.schemas.contract.expression.Expressions;
import io.tributary.schemas.contract.expression.InvalidExpressionException;
import io.tributary.schemas.contract.odcs.PropertyReader.Property;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks the expressions of a contract: a derived column may use those above it, a row's rule all. */
final class ExpressionCheck {

    private static final String FIX =
            "see docs/contracts.md for the language; numbers with a point are not whole numbers";

    private ExpressionCheck() {}

    static void check(List<Property> properties, List<RowRule> rules, YamlNode table) {
        List<ContractColumn> above = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Property property : properties) {
            ContractColumn column = property.column();
            if (column.expression() != null) {
                try {
                    new Expressions(above).valueOf(column);
                } catch (InvalidExpressionException e) {
                    property.place()
                            .at("transformLogic")
                            .error(
                                    "the expression of '" + column.name() + "' cannot be used: " + e.getMessage(),
                                    "it may use the columns above it; " + FIX);
                }
            }
            if (names.add(column.name())) {
                above.add(column);
            }
        }
        Expressions expressions = new Expressions(above);
        for (RowRule rule : rules) {
            try {
                expressions.condition(rule.expression());
            } catch (InvalidExpressionException e) {
                place(table, rule).error("the rule '" + rule.name() + "' cannot be used: " + e.getMessage(), FIX);
            }
        }
    }

    private static YamlNode place(YamlNode table, RowRule rule) {
        return table.at("quality").items().stream()
                .map(check -> check.at("implementation"))
                .filter(place -> place.text().orElse("").equals(rule.expression()))
                .findFirst()
                .orElse(table);
    }
}
