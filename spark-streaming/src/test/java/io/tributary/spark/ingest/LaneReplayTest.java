package io.tributary.spark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A table that is replayed gets records again. */
class LaneReplayTest extends LaneFixture {

    @Test
    void aReplayGivesRecordsAgainUpToWhereTheQueryStands() throws Exception {
        append(4);
        batch(0, 4);

        lane.replay(Map.of(0, 1L));
        append(1);
        batch(4, 5);
        retry.attempt(lane);

        assertThat(table.offsets).containsExactly(0L, 1L, 2L, 3L);
        assertThat(table.again).containsExactly(1L, 2L, 3L, 4L);
        assertThat(lane.parked()).isEmpty();
        assertThat(lake.resolve("_tributary/parked/silver/shop_orders.json")).doesNotExist();
    }

    @Test
    void aReplayGoesOnAfterARestart() throws Exception {
        append(4);
        batch(0, 4);
        lane.replay(Map.of(0, 2L));

        lane = new Lane(table, lot, CLOCK, Map.of(0, 4L));
        retry.attempt(lane);

        assertThat(table.again).containsExactly(2L, 3L);
        assertThat(lane.parked()).isEmpty();
    }

    @Test
    void aReplayThatIsAskedForAmidAWriteBeginsBehindIt() throws Exception {
        append(3);
        batch(0, 2);
        table.amidWrite = () -> lane.replay(Map.of(0, 0L));

        batch(2, 3);

        assertThat(table.offsets).containsExactly(0L, 1L, 2L);
        assertThat(lane.parked()).map(ParkedTable::offsets).contains(Map.of(0, 0L));
        retry.attempt(lane);
        assertThat(table.again).containsExactly(0L, 1L, 2L);
    }

    @Test
    void aWriteThatFailsAsAReplayIsAskedForIsPartOfIt() throws Exception {
        append(3);
        batch(0, 2);
        table.amidWrite = () -> lane.replay(Map.of(0, 1L));
        table.failure = new IllegalStateException("disk on fire");

        batch(2, 3);

        assertThat(lane.parked()).hasValueSatisfying(parked -> {
            assertThat(parked.error()).contains("disk on fire");
            assertThat(parked.replay()).isTrue();
            assertThat(parked.offsets()).isEqualTo(Map.of(0, 1L));
        });
    }

    @Test
    void aReplayOfAParkedTableBringsWhatItMissed() throws Exception {
        append(4);
        batch(0, 2);
        table.failure = new IllegalStateException("disk on fire");
        batch(2, 3);
        table.failure = null;
        batch(3, 4);

        lane.replay(Map.of(0, 3L));
        retry.attempt(lane);

        assertThat(table.again).containsExactly(2L, 3L);
        assertThat(lane.parked()).isEmpty();
    }

    @Test
    void aReplayThatIsAskedForAmidARetryBeginsBehindIt() throws Exception {
        append(4);
        batch(0, 2);
        table.failure = new IllegalStateException("disk on fire");
        batch(2, 4);
        table.failure = null;
        table.amidWrite = () -> {
            table.amidWrite = () -> {};
            lane.replay(Map.of(0, 0L));
        };

        retry.attempt(lane);

        assertThat(table.offsets).containsExactly(0L, 1L, 2L, 3L);
        assertThat(table.again).containsExactly(0L, 1L, 2L, 3L);
        assertThat(lane.parked()).isEmpty();
    }

    @Test
    void aSecondReplayIsRefusedUntilTheFirstIsThrough() throws Exception {
        append(1);
        batch(0, 1);
        lane.replay(Map.of(0, 0L));

        assertThatThrownBy(() -> lane.replay(Map.of(0, 0L)))
                .isInstanceOf(RefusedException.class)
                .hasMessage("a replay of it is under way; wait until it is through, or stop it");
    }

    @Test
    void aReplayThatIsStoppedStandsBehindWhatWasBeingWritten() throws Exception {
        append(6);
        batch(0, 6);
        lane.replay(Map.of(0, 0L));
        table.amidRewrite = () -> {
            lane.stopReplay();
            assertThat(lane.stoppedAt()).isEmpty();
        };

        retry.attempt(lane);

        assertThat(table.again).containsExactly(0L, 1L);
        assertThat(lane.stoppedAt()).contains(Map.of(0, 2L));
    }

    @Test
    void aStoppedReplayMissesNothingOnceItGoesOn() throws Exception {
        append(4);
        batch(0, 4);
        lane.replay(Map.of(0, 1L));
        lane.stopReplay();
        append(2);
        batch(4, 6);
        retry.attempt(lane);
        assertThat(table.again).isEmpty();

        lane.resumeReplay();
        retry.attempt(lane);

        assertThat(table.again).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(lane.parked()).isEmpty();
        assertThat(lake.resolve("_tributary/parked/silver/shop_orders.json")).doesNotExist();
    }

    @Test
    void aStoppedReplayStaysStoppedAfterARestart() throws Exception {
        append(4);
        batch(0, 4);
        lane.replay(Map.of(0, 1L));
        lane.stopReplay();

        lane = new Lane(table, lot, CLOCK, Map.of(0, 4L));
        retry.attempt(lane);

        assertThat(table.again).isEmpty();
        assertThat(lane.stoppedAt()).contains(Map.of(0, 1L));
        assertThat(lane.parked()).map(ParkedTable::stoppedSince).contains("2026-11-20T10:00:00Z");
    }

    @Test
    void aWriteThatFailsAsItsReplayIsStoppedIsTriedAgainOnceItGoesOn() throws Exception {
        append(2);
        batch(0, 2);
        lane.replay(Map.of(0, 0L));
        table.amidRewrite = () -> {
            table.amidRewrite = () -> {};
            lane.stopReplay();
            throw new IllegalStateException("disk on fire");
        };
        retry.attempt(lane);
        assertThat(lane.parked()).hasValueSatisfying(parked -> {
            assertThat(parked.error()).contains("disk on fire");
            assertThat(parked.stopped()).isTrue();
        });

        lane.resumeReplay();

        assertThat(lane.parked()).hasValueSatisfying(parked -> {
            assertThat(parked.error()).isNull();
            assertThat(parked.waitSeconds()).isZero();
        });
        retry.attempt(lane);
        assertThat(table.again).containsExactly(0L, 1L);
    }

    @Test
    void aReplayThatIsStoppedBeforeItBeginsDoesNotBegin() throws Exception {
        append(3);
        batch(0, 2);
        table.amidWrite = () -> {
            lane.replay(Map.of(0, 0L));
            lane.stopReplay();
        };
        batch(2, 3);

        retry.attempt(lane);

        assertThat(table.offsets).containsExactly(0L, 1L, 2L);
        assertThat(table.again).isEmpty();
        assertThat(lane.stoppedAt()).contains(Map.of(0, 0L));
    }

    @Test
    void anotherReplayTakesThePlaceOfAStoppedOneAndBringsWhatThatLacks() throws Exception {
        append(4);
        batch(0, 4);
        lane.replay(Map.of(0, 1L));
        lane.stopReplay();

        lane.replay(Map.of(0, 3L));
        retry.attempt(lane);

        assertThat(table.again).containsExactly(1L, 2L, 3L);
        assertThat(lane.parked()).isEmpty();
    }

    @Test
    void onlyWhatIsReplayedCanBeStopped() throws Exception {
        append(2);
        table.failure = new IllegalStateException("disk on fire");
        batch(0, 2);

        assertThatThrownBy(() -> lane.stopReplay())
                .isInstanceOf(RefusedException.class)
                .hasMessage("no replay of it is under way");
        assertThat(lane.parked()).map(ParkedTable::stopped).contains(false);
    }

    @Test
    void onlyWhatWasStoppedGoesOn() throws Exception {
        append(2);
        batch(0, 2);
        lane.replay(Map.of(0, 1L));

        assertThatThrownBy(() -> lane.resumeReplay())
                .isInstanceOf(RefusedException.class)
                .hasMessage("no replay of it was stopped");
    }

    @Test
    void aRetryKeepsOffATableThatTheQueryIsWritingTo() throws Exception {
        append(3);
        batch(0, 2);
        table.amidWrite = () -> {
            lane.replay(Map.of(0, 0L));
            retry.attempt(lane);
            assertThat(table.again).isEmpty();
        };

        batch(2, 3);

        assertThat(table.offsets).containsExactly(0L, 1L, 2L);
        retry.attempt(lane);
        assertThat(table.again).containsExactly(0L, 1L, 2L);
    }

    @Test
    void whatTheTableHasNotHadYetIsNotReplayed() throws Exception {
        append(2);
        batch(0, 1);

        assertThatThrownBy(() -> lane.replay(Map.of(0, 2L)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("it stands at offsets {0=1}");
        assertThat(lane.parked()).isEmpty();
    }
}
