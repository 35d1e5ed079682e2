package io.tributary.stack.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.stack.replay.ReplayStart.AtOffset;
import io.tributary.stack.replay.ReplayStart.AtTime;
import io.tributary.stack.replay.ReplayStart.Earliest;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayStartTest {

    @Test
    void everyFormIsRead() {
        assertThat(ReplayStart.parse("earliest")).contains(new Earliest());
        assertThat(ReplayStart.parse("1200")).contains(new AtOffset(1200));
        assertThat(ReplayStart.parse("2026-01-31")).contains(new AtTime(Instant.parse("2026-01-31T00:00:00Z")));
        assertThat(ReplayStart.parse("2026-01-31T13:00:00+01:00"))
                .contains(new AtTime(Instant.parse("2026-01-31T12:00:00Z")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "latest", "2026-02-30", "2026-01-31T12:00", "1e3", "9999999999999999999"})
    void anythingElseIsNot(String text) {
        assertThat(ReplayStart.parse(text)).isEmpty();
    }
}
