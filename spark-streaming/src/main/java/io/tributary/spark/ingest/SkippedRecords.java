package io.tributary.spark.ingest;

import io.tributary.schemas.naming.Dataset;
import java.util.List;

/** The records that a table goes on without, as they are noted on the lake. Thread-safe. */
final class SkippedRecords {

    private final ParkingLot lot;
    private final Dataset dataset;
    private long setAside;

    SkippedRecords(ParkingLot lot, Dataset dataset) {
        this.lot = lot;
        this.dataset = dataset;
        this.setAside = setAsideOnLake();
    }

    /** Notes some more; those that are noted already count once. */
    synchronized void add(List<SkippedRange> ranges) {
        lot.noteSkipped(dataset, ranges);
        setAside = setAsideOnLake();
    }

    /** How many are dead letters now; what Kafka lost does not count. */
    synchronized long setAside() {
        return setAside;
    }

    private long setAsideOnLake() {
        return lot.skipped(dataset).stream()
                .filter(range -> !range.lost())
                .mapToLong(SkippedRange::records)
                .sum();
    }
}
