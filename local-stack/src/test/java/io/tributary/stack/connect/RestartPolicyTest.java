package io.tributary.stack.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {

    private final RestartPolicy policy = new RestartPolicy();

    @Test
    void restartsAfterAPauseThatGrows() {
        assertThat(failedAt(0)).isFalse();
        assertThat(failedAt(4)).isFalse();
        assertThat(failedAt(5)).isTrue();
        assertThat(failedAt(14)).isFalse();
        assertThat(failedAt(15)).isTrue();
    }

    @Test
    void restartsAtOnceWhenTheCauseSeemsToBeOver() {
        for (int second = 0; second <= 1_000; second++) {
            failedAt(second);
        }
        assertThat(failedAt(1_001)).isFalse();

        policy.soon(TimeUnit.SECONDS.toNanos(1_001));

        assertThat(failedAt(1_001)).isTrue();
        assertThat(policy.attempts()).isEqualTo(1);
    }

    private boolean failedAt(long second) {
        return policy.restartNow(true, TimeUnit.SECONDS.toNanos(second));
    }
}
