package io.tributary.spark.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.spark.clean.CleanRange;
import io.tributary.spark.clean.LostRange;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicOffsetsTest {

    private final TopicOffsets offsets =
            new TopicOffsets(Map.of("t", Map.of(0, 10L, 1, 20L)), Map.of("t", Map.of(0, 15L, 1, 25L)));

    @Test
    void whatWaitsIsCountedWithWhatWasDropped() {
        assertThat(offsets.behind("t", Map.of(0, 7L, 1, 22L))).isEqualTo(8 + 3);
        assertThat(offsets.lost("t", Map.of(0, 7L, 1, 22L))).containsExactly(new LostRange(0, 7, 10));
    }

    @Test
    void aPartitionOfWhichNothingWasReadLosesNothing() {
        assertThat(offsets.lost("t", Map.of(0, CleanRange.EARLIEST))).isEmpty();
    }

    @Test
    void withoutTheBrokersNothingIsKnown() {
        assertThat(TopicOffsets.UNKNOWN.behind("t", Map.of())).isEqualTo(-1);
        assertThat(TopicOffsets.UNKNOWN.lost("t", Map.of())).isEmpty();
    }
}
