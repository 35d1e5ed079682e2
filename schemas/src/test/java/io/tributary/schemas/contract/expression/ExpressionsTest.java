package io.tributary.schemas.contract.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.contract.ContractColumn;
import io.tributary.schemas.contract.ValueType;
import io.tributary.schemas.contract.ValueType.Kind;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpressionsTest {

    private final Expressions expressions = new Expressions(List.of(
            column("salary", ValueType.decimal(12, 2)),
            column("hours", ValueType.of(Kind.INT)),
            column("state", ValueType.of(Kind.STRING)),
            column("born", ValueType.of(Kind.DATE)),
            column("genres", ValueType.arrayOf(ValueType.of(Kind.STRING)))));

    @Test
    void aConditionIsTrueOrFalse() throws Exception {
        RowExpression condition = expressions.condition("salary >= 0 && state in ['SP', 'RJ']");

        assertThat(condition.value(row("salary", 4062.34, "state", "SP")::get)).contains(true);
        assertThat(condition.value(row("salary", 4062.34, "state", "AC")::get)).contains(false);
        assertThat(condition.columns()).containsExactlyInAnyOrder("salary", "state");
    }

    @Test
    void whatANullMakesUnknownIsEmpty() throws Exception {
        RowExpression condition = expressions.condition("salary >= 0");

        assertThat(condition.value(row()::get)).isEmpty();
    }

    @Test
    void anExpressionCanAskForNull() throws Exception {
        RowExpression condition = expressions.condition("salary == null || salary > 1");

        assertThat(condition.value(row()::get)).contains(true);
    }

    @Test
    void anExpressionThatFailsWithoutANullHasNoValue() throws Exception {
        RowExpression condition = expressions.condition("100 / hours > 2");

        assertThatThrownBy(() -> condition.value(row("hours", 0L)::get))
                .isInstanceOf(FailedExpressionException.class)
                .hasMessageContaining("by zero");
    }

    @Test
    void derivesValuesOfAllKinds() throws Exception {
        assertThat(derived(Kind.STRING, "state.lowerAscii() + '-' + string(born.getFullYear())")
                        .value(row("state", "SP", "born", Instant.parse("1999-05-06T00:00:00Z"))::get))
                .contains("sp-1999");
        assertThat(derived(Kind.DOUBLE, "salary / 2.0").value(row("salary", 5.0)::get))
                .contains(2.5);
        assertThat(derived(Kind.INT, "size(genres)").value(row("genres", List.of("a", "b"))::get))
                .contains(2L);
        assertThat(derived(Kind.STRING, "hours > 40 ? null : state").value(row("hours", 41L, "state", "SP")::get))
                .isEmpty();
    }

    @Test
    void namesAColumnThatIsNotThere() {
        assertThatThrownBy(() -> expressions.condition("salry > 0"))
                .isInstanceOf(InvalidExpressionException.class)
                .hasMessageContaining("undeclared reference to 'salry'");
    }

    @Test
    void saysWhichTypeIsNeeded() {
        assertThatThrownBy(() -> expressions.condition("state + 'x'"))
                .isInstanceOf(InvalidExpressionException.class)
                .hasMessage("its value is of type string, where bool is needed");
    }

    @Test
    void reachesNoJavaClass() {
        assertThatThrownBy(() -> expressions.condition("state.getClass().forName('java.lang.Runtime') != null"))
                .isInstanceOf(InvalidExpressionException.class)
                .hasMessageContaining("undeclared reference to 'getClass'");
    }

    private RowExpression derived(Kind kind, String expression) throws InvalidExpressionException {
        return expressions.valueOf(new ContractColumn(
                "derived", null, ValueType.of(kind), null, null, null, expression, null, null, null));
    }

    private static ContractColumn column(String name, ValueType type) {
        return new ContractColumn(name, null, type, List.of(name), null, null, null, null, null, null);
    }

    private static Map<String, Object> row(Object... namesAndValues) {
        Map<String, Object> row = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            row.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return row;
    }
}
