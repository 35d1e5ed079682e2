package io.tributary.spark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A table goes on behind records that it cannot take. */
class LaneSkipTest extends LaneFixture {

    @Test
    void recordsThatWereSetAsideArePassedBy() throws Exception {
        retry = retry(64);
        append(20);
        table.ofAnotherSchema = Set.of(5L, 6L, 11L);
        batch(0, 20);
        retry.attempt(lane);

        lane.skip(List.of(new SkippedRange(0, 5, 7, 2, false)));
        assertThat(lane.isUrgent()).isTrue();
        retry.attempt(lane);

        assertThat(table.offsets).containsExactly(0L, 1L, 2L, 3L, 4L, 7L, 8L, 9L, 10L);
        assertThat(lane.parked()).map(ParkedTable::offsets).contains(Map.of(0, 11L));
        assertThat(lane.skipped()).isEqualTo(2);

        lane.skip(List.of(new SkippedRange(0, 11, 12, 1, false)));
        retry.attempt(lane);

        assertThat(table.offsets).endsWith(10L, 12L, 13L, 14L, 15L, 16L, 17L, 18L, 19L);
        assertThat(lane.parked()).isEmpty();
        assertThat(new Lane(table, lot, CLOCK, Map.of(0, 20L)).skipped()).isEqualTo(3);
    }

    @Test
    void aRestartRemembersWhatCannotBeWritten() throws Exception {
        append(4);
        table.ofAnotherSchema = Set.of(2L);
        batch(0, 4);
        retry.attempt(lane);
        lane = new Lane(table, lot, CLOCK, Map.of(0, 4L));

        lane.skip(List.of(new SkippedRange(0, 2, 3, 1, false)));
        retry.attempt(lane);

        assertThat(table.offsets).containsExactly(0L, 1L, 3L);
        assertThat(lane.parked()).isEmpty();
    }

    @Test
    void aTableThatTakesTheRecordAfterAllGoesOnByItself() throws Exception {
        append(30);
        table.ofAnotherSchema = Set.of(2L);
        batch(0, 30);
        retry.attempt(lane);
        table.ofAnotherSchema = Set.of();

        retry(8).attempt(lane);

        assertThat(table.offsets).hasSize(30).isSorted();
        assertThat(lane.parked()).isEmpty();
    }

    @Test
    void onlyWhatATableCannotTakeIsPassedBy() throws Exception {
        append(4);
        assertRefused("it is not parked");
        table.failure = new IllegalStateException("disk on fire");
        batch(0, 4);

        assertRefused("no record that it cannot take is known at offset 2 of partition 0; it stands at offsets {0=0}");

        assertThat(lane.skipped()).isZero();
    }

    @Test
    void nothingIsPassedByAmidATry() throws Exception {
        append(4);
        table.ofAnotherSchema = Set.of(2L);
        batch(0, 4);
        retry.attempt(lane);
        table.amidWrite = () -> assertRefused("it is being tried just now; try again in a moment");

        retry.attempt(lane);

        assertThat(lane.parked()).map(ParkedTable::offsets).contains(Map.of(0, 2L));
    }

    @Test
    void whatLiesBeforeAnUndecodableRecordIsWritten() throws Exception {
        append(6);
        table.undecodableOffset = 3;
        batch(0, 6);

        retry.attempt(lane);

        assertThat(table.offsets).containsExactly(0L, 1L, 2L);
        assertThat(lane.parked()).hasValueSatisfying(parked -> {
            assertThat(parked.error()).contains("partition 0, offset 3: it is broken");
            assertThat(parked.offsets()).isEqualTo(Map.of(0, 3L));
        });
    }

    @Test
    void whatLiesBeforeARecordOfAnImpossibleSchemaIsWritten() throws Exception {
        retry = retry(64);
        append(50);
        table.ofAnotherSchema = Set.of(37L, 38L);
        batch(0, 50);

        retry.attempt(lane);

        assertThat(table.offsets)
                .containsExactlyElementsOf(LongStream.range(0, 37).boxed().toList());
        assertThat(lane.parked()).hasValueSatisfying(parked -> {
            assertThat(parked.offsets()).isEqualTo(Map.of(0, 37L));
            assertThat(parked.error()).isEqualTo("Column 'v' changed");
            assertThat(parked.unwritable()).hasSize(1);
            assertThat(parked.unwritable().get(0).offset()).isEqualTo(37);
            assertThat(parked.unwritable().get(0).schemaId()).isNotNull();
        });
        assertThat(table.commits).isLessThan(10);
    }

    @Test
    void recordsThatKafkaLostArePassedBy() throws Exception {
        append(6);
        table.failure = new IllegalStateException("disk on fire");
        batch(0, 6);
        table.failure = null;

        lane.skip(List.of(new SkippedRange(0, 0, 4, 4, true)));
        retry.attempt(lane);

        assertThat(table.offsets).containsExactly(4L, 5L);
        assertThat(lane.parked()).isEmpty();
        assertThat(lane.skipped()).as("set aside").isZero();
    }

    @Test
    void lostRecordsArePassedByWhereTheTableStandsOnly() throws Exception {
        append(6);
        table.failure = new IllegalStateException("disk on fire");
        batch(0, 6);

        assertThatThrownBy(() -> lane.skip(List.of(new SkippedRange(0, 2, 4, 2, true))))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("it stands at offsets {0=0}");
    }

    private void assertRefused(String reason) {
        assertThatThrownBy(() -> lane.skip(List.of(new SkippedRange(0, 2, 3, 1, false))))
                .isInstanceOf(RefusedException.class)
                .hasMessage(reason);
    }
}
