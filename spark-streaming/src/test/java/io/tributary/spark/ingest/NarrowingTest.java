package io.tributary.spark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NarrowingTest {

    private static final long END = 40_000;

    private final Map<Integer, Long> position = new TreeMap<>();

    @ParameterizedTest
    @CsvSource({"1, 0, 0", "1, 0, 39999", "4, 3, 0", "4, 0, 1", "4, 3, 31234", "4, 2, 39999"})
    void theRecordIsFoundAmongManyPartitionsInFewTries(int partitions, int partition, long offset) {
        Narrowing narrowing = new Narrowing(10_000, false);

        int tries = tries(narrowing, partitions, partition, offset);

        assertThat(position.get(partition)).isEqualTo(offset);
        assertThat(tries).isLessThan(60);
    }

    @Test
    void theFirstOneIsTriedAloneIfItIsSuspicious() {
        assertThat(tries(new Narrowing(10_000, true), 1, 0, 0)).isEqualTo(1);
    }

    @Test
    void whatWasNoObstacleAfterAllIsReadInFullStepsAgain() {
        Narrowing narrowing = new Narrowing(1_000, false);
        narrowing.failed(List.of(0));
        List<Long> steps = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            steps.add(narrowing.step());
            narrowing.written();
        }

        assertThat(steps).startsWith(500L, 250L, 125L).endsWith(1_000L);
    }

    /** Tries until the record is alone. */
    private int tries(Narrowing narrowing, int partitions, int partition, long offset) {
        for (int each = 0; each < partitions; each++) {
            position.put(each, 0L);
        }
        for (int tries = 1; tries < 1_000; tries++) {
            Map<Integer, Long> to = new TreeMap<>();
            position.forEach((each, from) ->
                    to.put(each, narrowing.includes(each) ? Math.min(END, from + narrowing.step()) : from));
            List<Integer> touched = position.keySet().stream()
                    .filter(each -> to.get(each) > position.get(each))
                    .toList();
            if (to.get(partition) <= offset || position.get(partition) > offset) {
                position.putAll(to);
                narrowing.written();
            } else if (touched.size() == 1 && to.get(partition) == position.get(partition) + 1) {
                return tries;
            } else {
                narrowing.failed(touched);
            }
        }
        throw new AssertionError("not found; " + position);
    }
}
