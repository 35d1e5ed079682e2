package io.tributary.stack.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TablePatternTest {

    @ParameterizedTest
    @CsvSource({
        "orders, public, orders, true",
        "orders, sales, orders, false",
        "public.*, public, anything, true",
        "public.*, Public, anything, false",
        "*.orders, sales, orders, true",
        "sales.order_*, sales, order_items, true",
        "sales.order_*, sales, orders, false",
        "*.*_log, a, b_log, true",
        "a.b*c*d, a, bxxcd, true",
        "a.b*c*d, a, bxxdc, false",
        "a.x+y, a, x+y, true",
        "a.x+y, a, xxy, false"
    })
    void matchesWithStars(String pattern, String schema, String table, boolean expected) {
        assertThat(TablePattern.parse(pattern).orElseThrow().matches(schema, table))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"a.b.c", "''", "' '", ".", "a.", ".b"})
    void otherTextsAreNoPatterns(String text) {
        assertThat(TablePattern.parse(text)).isEmpty();
    }

    @Test
    void excludingWins() {
        PostgresSource source = new PostgresSource(
                "shop",
                "h",
                1,
                "d",
                "u",
                Secret.of(""),
                TlsMode.DISABLE,
                java.util.Optional.empty(),
                java.util.List.of(new TablePattern("public", "*")),
                java.util.List.of(new TablePattern("public", "audit_*")));

        assertThat(source.captures("public", "orders")).isTrue();
        assertThat(source.captures("public", "audit_orders")).isFalse();
    }
}
