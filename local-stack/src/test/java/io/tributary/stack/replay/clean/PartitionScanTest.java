package io.tributary.stack.replay.clean;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.stack.replay.ReplayStart;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartitionScanTest {

    private static final ReplayStart BEGINNING = new ReplayStart.Earliest();

    private final RawRecords raw = new RawRecords();

    private PartitionScan scan(ReplayStart from, ReplayStart to) {
        PartitionScan scan = new PartitionScan(from, to, new Envelopes(raw.registry));
        scan.advance(raw, 0, 0, raw.records.size());
        return scan;
    }

    private List<Integer> current(PartitionScan scan) {
        return IntStream.range(0, raw.records.size())
                .filter(offset -> raw.at(offset).original() && scan.isCurrent(raw.at(offset)))
                .boxed()
                .toList();
    }

    @Test
    void theNewestOfEachKeyIsCurrent() {
        raw.change("c", 10, "a").change("c", 20, "b").change("u", 30, "a").change("d", 40, "b");

        assertThat(current(scan(BEGINNING, null))).containsExactly(2, 3);
    }

    @Test
    void aTruncateOvertakesAllBeforeIt() {
        raw.change("c", 10, "a").change("t", 20, null).change("c", 30, "b").change("t", 40, null);

        assertThat(current(scan(BEGINNING, null))).containsExactly(1, 3);
    }

    @Test
    void recordsWithoutKeyAreAllCurrent() {
        raw.change("c", 10, null).change("c", 20, null);

        assertThat(current(scan(BEGINNING, null))).containsExactly(0, 1);
    }

    @Test
    void whatLiesThereASecondTimeDoesNotCount() {
        raw.change("c", 10, "a")
                .change("c", 10, "a")
                .with("tributary.redrive.offset", "0")
                .change("c", 10, "a")
                .with("tributary.redrive.offset", "0")
                .with("tributary.replay", "current")
                .add(null, null)
                .with("tributary.replay.control", "begin");

        PartitionScan scan = scan(BEGINNING, null);

        assertThat(scan.records()).isEqualTo(1);
        assertThat(current(scan)).containsExactly(0);
    }

    @Test
    void anOrderingIsThatOfTheNewestSnapshotRowBefore() {
        raw.change("c", 10, "a")
                .change("r", 100, "a")
                .change("u", 90, "a")
                .snapshotRow("[\"150\",\"200\"]", "b")
                .change("r", 120, "c");

        PartitionScan scan = scan(BEGINNING, null);

        assertThat(List.of(0L, 1L, 2L, 3L, 4L, 9L))
                .extracting(scan::snapshotOrdering)
                .containsExactly(Long.MIN_VALUE, Long.MIN_VALUE, 100L, 100L, 200L, 200L);
    }

    @Test
    void aRangeOfTimesIsCountedAndWhatComesAfterDecidesWhatIsCurrent() {
        raw.change("c", 10, "a").change("c", 20, "b").change("u", 30, "b").change("u", 40, "a");

        PartitionScan scan = scan(
                new ReplayStart.AtTime(Instant.ofEpochSecond(1)), new ReplayStart.AtTime(Instant.ofEpochSecond(3)));

        assertThat(scan.records()).isEqualTo(2);
        assertThat(List.of(scan.begin(), scan.end())).containsExactly(1L, 3L);
        assertThat(List.of(scan.oldest(), scan.youngest())).containsExactly(1_000L, 2_000L);
        assertThat(current(scan)).containsExactly(2, 3);
    }

    @Test
    void nothingBehindTheMarkBelongsToTheRange() {
        raw.change("c", 10, "a");
        PartitionScan scan = scan(new ReplayStart.AtTime(Instant.ofEpochSecond(5)), null);
        raw.change("c", 20, "b").change("c", 30, "c");

        scan.settle(2);
        scan.advance(raw, 0, 0, 2);

        assertThat(scan.records()).isZero();
        assertThat(List.of(scan.begin(), scan.end())).containsExactly(2L, 2L);
    }

    @Test
    void whatDoesNotDecodeIsAChangeOfItsKey() {
        raw.change("c", 10, "a").add("a", new byte[] {7});

        assertThat(current(scan(BEGINNING, null))).containsExactly(1);
    }
}
