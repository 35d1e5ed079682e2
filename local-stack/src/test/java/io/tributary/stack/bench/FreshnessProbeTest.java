package io.tributary.stack.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.stack.bench.BenchStack.LakeTable;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FreshnessProbeTest {

    private static final long SECOND = 1_000_000;

    @Test
    void countsACommitOnceItsTimeCanBeQueried() {
        FreshnessProbe probe = new FreshnessProbe();
        probe.committed("a", 10 * SECOND);
        probe.committed("a", 12 * SECOND);

        probe.look(Map.of("a", new LakeTable(1, 11 * SECOND)), 13 * SECOND);
        probe.look(Map.of("a", new LakeTable(1, 12 * SECOND)), 18 * SECOND);

        assertThat(probe.delays().count()).isEqualTo(2);
        assertThat(probe.delays().at(50)).isEqualTo(3);
        assertThat(probe.delays().max()).isEqualTo(6);
        assertThat(probe.ages().at(1)).isEqualTo(2);
        assertThat(probe.ages().max()).isEqualTo(6);
    }

    @Test
    void doesNotLookAtTablesThatNothingHappenedTo() {
        FreshnessProbe probe = new FreshnessProbe();
        probe.committed("a", 10 * SECOND);

        probe.look(Map.of("a", new LakeTable(1, 10 * SECOND), "b", new LakeTable(1, 1)), 11 * SECOND);

        assertThat(probe.ages().count()).isEqualTo(1);
    }
}
