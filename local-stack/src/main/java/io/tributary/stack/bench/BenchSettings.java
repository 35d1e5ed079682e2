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
 * @param fileLines lines of the file
 */
public record BenchSettings(
        Set<Measurement> only,
        long snapshotRows,
        int changesPerSecond,
        Duration freshnessTime,
        long burstChanges,
        long archivedRecords,
        long fileLines) {

    public static final BenchSettings DEFAULT = new BenchSettings(
            EnumSet.allOf(Measurement.class), 1_000_000, 200, Duration.ofSeconds(120), 300_000, 3_000_000, 5_000_000);

    private static final long FEWEST_ROWS = 1_000;

    public BenchSettings {
        only = Set.copyOf(only);
        requireNonNull(freshnessTime, "freshnessTime is null");
        if (only.isEmpty()) {
            throw new IllegalArgumentException("There is nothing to measure; name at least one measurement");
        }
        if (snapshotRows < FEWEST_ROWS || burstChanges < FEWEST_ROWS || fileLines < FEWEST_ROWS) {
            throw new IllegalArgumentException(
                    "A snapshot, a burst and a file need at least " + FEWEST_ROWS + " rows to say anything");
        }
        if (changesPerSecond < 1 || freshnessTime.toSeconds() < 1) {
            throw new IllegalArgumentException("Freshness needs at least one change a second for one second");
        }
    }

    public BenchSettings withOnly(Set<Measurement> measurements) {
        return new BenchSettings(
                measurements, snapshotRows, changesPerSecond, freshnessTime, burstChanges, archivedRecords, fileLines);
    }

    /** The same with other numbers of rows, of the snapshot and of the file. */
    public BenchSettings withRows(long rows) {
        return new BenchSettings(only, rows, changesPerSecond, freshnessTime, burstChanges, archivedRecords, rows);
    }

    public BenchSettings withFreshnessTime(Duration time) {
        return new BenchSettings(only, snapshotRows, changesPerSecond, time, burstChanges, archivedRecords, fileLines);
    }

    boolean measures(Measurement measurement) {
        return only.contains(measurement);
    }
}
