package io.tributary.stack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void waitsAsLongAsTheChangesMayTake() {
        Pace pace = new Pace(10, 0);

        assertThat(pace.after(5, 0)).isEqualTo(SECOND / 2);
    }

    @Test
    void doesNotCatchUpWithALongPause() {
        Pace pace = new Pace(10, 0);

        long wait = pace.after(20, 3_600 * SECOND);

        assertThat(wait).isEqualTo(SECOND);
    }
}
