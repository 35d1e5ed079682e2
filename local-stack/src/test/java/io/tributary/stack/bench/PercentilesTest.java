package io.tributary.stack.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {

    @Test
    void takesTheNearestRank() {
        Percentiles percentiles = new Percentiles(
                IntStream.rangeClosed(1, 200).mapToObj(Double::valueOf).toList());

        assertThat(percentiles.at(50)).isEqualTo(100);
        assertThat(percentiles.at(99)).isEqualTo(198);
        assertThat(percentiles.at(100)).isEqualTo(200);
    }

    @Test
    void refusesToJudgeNothing() {
        assertThatThrownBy(() -> new Percentiles(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There are no samples");
    }
}
