package io.tributary.spark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A table that fails is passed by, and gets what it missed. */
class LaneTest extends LaneFixture {

    @Test
    void aBatchGoesToTheTable() throws Exception {
        append(2);

        batch(0, 2);

        assertThat(table.offsets).containsExactly(0L, 1L);
        assertThat(lane.parked()).isEmpty();
    }

    @Test
    void aTableThatFailsIsParkedWhereItsUnwrittenRecordsBegin() throws Exception {
        append(5);
        batch(0, 2);
        table.failure = new IllegalStateException("disk on fire");

        batch(2, 5);

        assertThat(lane.parked()).hasValueSatisfying(parked -> {
            assertThat(parked.error()).contains("disk on fire");
            assertThat(parked.since()).isEqualTo("2026-11-20T10:00:00Z");
            assertThat(parked.offsets()).isEqualTo(Map.of(0, 2L));
        });
        assertThat(lake.resolve("_tributary/parked/silver/shop_orders.json"))
                .content()
                .contains("disk on fire");
    }

    @Test
    void aParkedTableMissesBatchesAndThenGetsThemInOrderAndOnce() throws Exception {
        append(3);
        table.failure = new IllegalStateException("disk on fire");
        batch(0, 1);
        table.failure = null;
        batch(1, 3);
        assertThat(table.offsets).isEmpty();

        retry.attempt(lane);
        append(1);
        batch(3, 4);

        assertThat(table.offsets).containsExactly(0L, 1L, 2L, 3L);
        assertThat(lane.parked()).isEmpty();
        assertThat(lake.resolve("_tributary/parked/silver/shop_orders.json")).doesNotExist();
    }

    @Test
    void catchingUpIsCutIntoCommitsOfBoundedSize() throws Exception {
        append(5);
        table.failure = new IllegalStateException("disk on fire");
        batch(0, 5);
        table.failure = null;

        retry.attempt(lane);

        assertThat(table.offsets).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(table.commits).isEqualTo(3);
    }

    @Test
    void aTableThatFailsAgainWaitsLonger() throws Exception {
        append(1);
        table.failure = new IllegalStateException("disk on fire");
        batch(0, 1);
        long first = lane.parked().orElseThrow().waitSeconds();
        table.failure = new IllegalStateException("still on fire");

        retry.attempt(lane);

        assertThat(lane.parked()).hasValueSatisfying(parked -> {
            assertThat(parked.error()).isEqualTo("IllegalStateException: still on fire");
            assertThat(parked.waitSeconds()).isEqualTo(2 * first);
        });
    }

    @Test
    void aRestartRemembersWhatIsParked() throws Exception {
        append(2);
        table.failure = new IllegalStateException("disk on fire");
        batch(0, 2);
        table.failure = null;
        lane = new Lane(table, lot, CLOCK, Map.of(0, 2L));
        append(1);
        batch(2, 3);

        retry.attempt(lane);

        assertThat(table.offsets).containsExactly(0L, 1L, 2L);
        assertThat(lane.parked()).isEmpty();
    }

    @Test
    void aStopIsNoFailureOfTheTable() throws Exception {
        append(1);
        table.failure = new InterruptedException("stopping");

        assertThatThrownBy(() -> batch(0, 1)).isInstanceOf(InterruptedException.class);
        assertThat(lane.parked()).isEmpty();
    }

    @Test
    void aDamagedParkedStateCountsAsParkedFromTheBeginning() throws Exception {
        Path file = lake.resolve("_tributary/parked/silver/shop_orders.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{oops");
        append(2);
        lane = new Lane(table, lot, CLOCK, Map.of(0, 2L));

        retry.attempt(lane);

        assertThat(table.offsets).containsExactly(0L, 1L);
        assertThat(lane.parked()).isEmpty();
    }
}
