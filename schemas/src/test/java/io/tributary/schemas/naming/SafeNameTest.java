package io.tributary.schemas.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeNameTest {

    @ParameterizedTest
    @CsvSource({
        "orders, orders",
        "Order Items, order_items",
        "salário, salario",
        "UnitPrice€, unitprice_",
        "2nd_name, n2nd_name",
        "_id, _id",
        "a.b/c-d, a_b_c_d",
        "日本, __",
    })
    void turnsAnyNameIntoOneThatAthenaReadsUnquoted(String name, String safe) {
        assertThat(SafeName.of(name)).isEqualTo(safe);
    }

    @Test
    void isIdempotent() {
        assertThat(SafeName.of(SafeName.of("9 Vidas"))).isEqualTo("n9_vidas");
    }

    @Test
    void refusesABlankName() {
        assertThatThrownBy(() -> SafeName.of(" "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("blank");
    }
}
