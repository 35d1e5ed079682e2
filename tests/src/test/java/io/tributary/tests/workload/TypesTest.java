package io.tributary.tests.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypesTest {

    @ParameterizedTest
    @CsvSource({
        "P1Y2M3DT4H5M6.789S, 14 months 3 days 14706.789 seconds",
        "P0Y0M1DT0H0M0S, 0 months 1 days 0 seconds",
        "PT-1M-0.25S, 0 months 0 days -60.25 seconds",
        "PT0S, 0 months 0 days 0 seconds"
    })
    void intervalsAreComparedByTheirParts(String text, String parts) {
        assertThat(Intervals.canonical(text)).isEqualTo(parts);
    }

    @Test
    void decimalsKeepTheirScale() {
        assertThat(Types.numeric(38, 10).canonical().apply("0E-10")).isEqualTo("0.0000000000");
    }

    @Test
    void arraysAreComparedElementByElement() {
        ColumnType array = Types.DOUBLE.array();

        assertThat(array.canonical().apply("[\"1\", null, \"1e2\"]")).isEqualTo("['1.0', null, '100.0']");
    }

    @Test
    void theSameSeedGivesTheSameValues() {
        for (Column column : Tables.EVERY_TYPE.columns()) {
            String first = column.type().values().apply(new SplittableRandom(5));
            String second = column.type().values().apply(new SplittableRandom(5));

            assertThat(first).as(column.name()).isEqualTo(second);
        }
    }
}
