package io.tributary.connectors.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrayLiteralTest {

    private static List<String> elements(String literal) {
        return ArrayLiteral.elements(literal, ',', Function.identity());
    }

    @Test
    void readsWhatPostgresWrites() {
        assertThat(elements("{}")).isEmpty();
        assertThat(elements("{1,2}")).containsExactly("1", "2");
        assertThat(elements("{a,NULL,\"NULL\",\"\"}")).isEqualTo(Arrays.asList("a", null, "NULL", ""));
        assertThat(elements("{\"b,c\",\"say \\\"hi\\\"\",\"back\\\\slash\",\"{brace}\"}"))
                .containsExactly("b,c", "say \"hi\"", "back\\slash", "{brace}");
        assertThat(elements("[2:3]={a,b}")).containsExactly("a", "b");
    }

    @Test
    void anArrayInsideIsOneElement() {
        assertThat(elements("{{1,2},{3,NULL}}")).containsExactly("{1,2}", "{3,NULL}");
        assertThat(elements("{{\"}\",b},{{c}}}")).containsExactly("{\"}\",b}", "{{c}}");
    }

    @Test
    void boxesHaveAnotherDelimiter() {
        assertThat(ArrayLiteral.elements("{(1,1),(0,0);(2,2),(1,1)}", ';', Function.identity()))
                .containsExactly("(1,1),(0,0)", "(2,2),(1,1)");
    }

    @Test
    void convertsElementsButNotNullsAndArrays() {
        assertThat(ArrayLiteral.elements("{a,NULL,{b}}", ',', text -> text + "!"))
                .isEqualTo(Arrays.asList("a!", null, "{b}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "{", "{a", "{\"a", "{{a}"})
    void whatIsNoArrayIsRefused(String text) {
        assertThatThrownBy(() -> elements(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Not an array");
    }
}
