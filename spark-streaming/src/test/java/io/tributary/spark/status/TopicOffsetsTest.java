package io.tributary.spark.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.spark.clean.CleanRange;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicOffsetsTest {

    private final TopicOffsets offsets =
            new TopicOffsets(Map.of("t", Map.of(0, 10L, 1, 20L)), Map.of("t", Map.of(0, 15L, 1, 25L)));

    @Test
    void whatWaitsIsCountedWithWhatWasDropped() {
        assertThat(offsets.behind("t", Map.of(0, 7L, 1, 22L))).isEqualTo(8 + 3);
        assertThat(offsets.dropped("t", Map.of(0, 7L, 1, 22L))).isEqualTo(3);
    }

    @Test
    void aPartitionOfWhichNothingWasReadLosesNothing() {
        assertThat(offsets.dropped("t", Map.of(0, CleanRange.EARLIEST))).isZero();
    }

    @Test
    void withoutTheBrokersNothingIsKnown() {
        assertThat(TopicOffsets.UNKNOWN.behind("t", Map.of())).isEqualTo(-1);
        assertThat(TopicOffsets.UNKNOWN.dropped("t", Map.of())).isEqualTo(-1);
    }
}
