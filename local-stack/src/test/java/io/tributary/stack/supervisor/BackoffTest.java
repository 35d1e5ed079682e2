package io.tributary.stack.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(6));

    @Test
    void doublesUpToItsLimit() {
        List<Long> pauses =
                Stream.generate(() -> backoff.next().toSeconds()).limit(5).toList();

        assertThat(pauses).containsExactly(1L, 2L, 4L, 6L, 6L);
    }

    @Test
    void beginsAnewAfterAReset() {
        backoff.next();
        backoff.next();

        backoff.reset();

        assertThat(backoff.next()).isEqualTo(Duration.ofSeconds(1));
    }
}
