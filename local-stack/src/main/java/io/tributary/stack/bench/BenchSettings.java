package io.tributary.stack.bench;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * What is measured, and at which size.
 *
 * @param only the measurements to make, at least one
 * @param snapshotRows rows of the snapshot
 * @param changesPerSecond changes a second over all tables while freshness is measured
 * @param freshnessTime how long freshness is measured, after a warm-up
 * @param burstChanges changes of the burst
 * @param archivedRecords records that wait for the archive
 */
public record BenchSettings(
        Set<Measurement> only,
        long snapshotRows,
        int changesPerSecond,
        Duration freshnessTime,
        long burstChanges,
        long archivedRecords) {

    public static final BenchSettings DEFAULT = new BenchSettings(
            EnumSet.allOf(Measurement.class), 1_000_000, 200, Duration.ofSeconds(120), 300_000, 3_000_000);

    private static final long FEWEST_ROWS = 1_000;

    public BenchSettings {
        only = Set.copyOf(only);
        requireNonNull(freshnessTime, "freshnessTime is null");
        if (only.isEmpty()) {
            throw new IllegalArgumentException("There is nothing to measure; name at least one measurement");
        }
        if (snapshotRows < FEWEST_ROWS || burstChanges < FEWEST_ROWS) {
            throw new IllegalArgumentException(
                    "A snapshot and a burst need at least " + FEWEST_ROWS + " rows to say anything");
        }
        if (changesPerSecond < 1 || freshnessTime.toSeconds() < 1) {
            throw new IllegalArgumentException("Freshness needs at least one change a second for one second");
        }
    }

    public BenchSettings withOnly(Set<Measurement> measurements) {
        return new BenchSettings(
                measurements, snapshotRows, changesPerSecond, freshnessTime, burstChanges, archivedRecords);
    }

    public BenchSettings withSnapshotRows(long rows) {
        return new BenchSettings(only, rows, changesPerSecond, freshnessTime, burstChanges, archivedRecords);
    }

    public BenchSettings withFreshnessTime(Duration time) {
        return new BenchSettings(only, snapshotRows, changesPerSecond, time, burstChanges, archivedRecords);
    }

    boolean measures(Measurement measurement) {
        return only.contains(measurement);
    }
}
