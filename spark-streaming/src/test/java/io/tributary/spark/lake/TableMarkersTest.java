package io.tributary.spark.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TableMarkersTest {

    private static final TableMarkers MARKERS =
            new TableMarkers("id-1", Map.of(0, 10L, 3, 7L), 99, 1234, 5, Map.of(3, "raw.a-0@6"));

    @Test
    void comeBackFromACommitsMetadata() {
        assertThat(TableMarkers.of(MARKERS.toMetadata())).isEqualTo(MARKERS);
        assertThat(TableMarkers.of(TableMarkers.NONE.toMetadata())).isEqualTo(TableMarkers.NONE);
    }

    @Test
    void coverWhatLiesBelowTheNextOffset() {
        assertThat(MARKERS.covers(0, 9)).isTrue();
        assertThat(MARKERS.covers(0, 10)).isFalse();
        assertThat(MARKERS.covers(1, 0)).isFalse();
    }

    @Test
    void neverGoBack() {
        TableMarkers after = MARKERS.advance(Map.of(0, 8L, 1, 2L, 3, 9L), 50, 1000);

        assertThat(after.nextOffsets()).isEqualTo(Map.of(0, 10L, 1, 2L, 3, 9L));
        assertThat(after.truncatedBelow()).isEqualTo(99);
        assertThat(after.newestSourceTsMicros()).isEqualTo(1234);
    }

    @Test
    void offsetsOfATopicThatWasMadeAnewMeanNothing() {
        TableMarkers renewed = MARKERS.forTopic("id-2");

        assertThat(renewed.nextOffsets()).isEmpty();
        assertThat(renewed.rows()).isEqualTo(5);
        assertThat(MARKERS.forTopic("id-1")).isEqualTo(MARKERS);
    }

    @Test
    void recordsOfATopicThatWasMadeAgainDoNotFollowThoseOfTheFormerOne() throws Exception {
        assertThat(MARKERS.within("id-1")).isEqualTo(MARKERS);
        assertThat(TableMarkers.NONE.within("id-1").topicId()).isEqualTo("id-1");
        assertThatThrownBy(() -> MARKERS.within("id-2"))
                .isInstanceOf(RemadeTopicException.class)
                .hasMessage("Its topic was made again: its id was id-1 and is id-2");
    }

    @Test
    void damagedMetadataIsAnError() {
        assertThatThrownBy(() -> TableMarkers.of(Map.of("tributary.offsets", "{oops")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("damaged");
    }
}
