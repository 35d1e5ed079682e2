package io.tributary.stack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CopyTextTest {

    @Test
    void escapesWhatWouldEndAFieldOrALine() {
        StringBuilder line = new StringBuilder();

        CopyText.append(line, Arrays.asList("a\tb", "c\r\nd", "e\\f", "\"g\"", null, "", new BigDecimal("1.50"), 7));

        assertThat(line).hasToString("a\\tb\tc\\r\\nd\te\\\\f\t\"g\"\t\\N\t\t1.50\t7\n");
    }
}
