package io.tributary.tests.workload;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was committed, by table and key, in the order of the commits. Two sections: what was there before capture began
 * is in the first snapshot for certain; what comes after {@link #captureIsComplete} is streamed for certain; between the
 * two either may be.
 */
final class Ledger {

    /**
     * What happened to one key.
     *
     * @param changes in order
     * @param beforeCapture how many of them were committed before capture began
     * @param untilComplete how many of them were committed before the first snapshot was complete
     * @param beforeTruncation how many of them were committed before the last TRUNCATE of the table that the first
     *     snapshot may have met; -1 if it met none
     */
    record History(List<Change> changes, int beforeCapture, int untilComplete, int beforeTruncation) {}

    private static final class Entry {
        private final List<Change> changes = new ArrayList<>();
        private int beforeCapture;
        private int untilComplete;
        private int beforeTruncation = -1;
    }

    private final Map<String, Map<String, Entry>> tables = new ConcurrentHashMap<>();
    private final Map<String, List<Boolean>> truncations = new ConcurrentHashMap<>();
    private boolean capturing;
    private boolean complete;
    private boolean snapshotCutOff;

    synchronized void captureBegins() {
        capturing = true;
    }

    synchronized void captureIsComplete() {
        complete = true;
    }

    /** The first snapshot was cut off and taken again, behind a truncate. */
    synchronized void cutOffSnapshot() {
        snapshotCutOff = true;
    }

    /** Notes a change that has just been committed. */
    synchronized void add(Table table, String key, Change change) {
        Entry entry = tables.computeIfAbsent(table.quoted(), name -> new LinkedHashMap<>())
                .computeIfAbsent(key, name -> new Entry());
        entry.changes.add(change);
        if (!capturing) {
            entry.beforeCapture = entry.changes.size();
        }
        if (!complete) {
            entry.untilComplete = entry.changes.size();
        }
    }

    /** Notes a TRUNCATE that has just been committed. */
    synchronized void addTruncation(Table table) {
        if (capturing) {
            if (!complete) {
                tables.getOrDefault(table.quoted(), Map.of())
                        .values()
                        .forEach(entry -> entry.beforeTruncation = entry.changes.size());
            }
            truncations
                    .computeIfAbsent(table.quoted(), name -> new ArrayList<>())
                    .add(complete);
        }
    }

    synchronized Map<String, History> of(Table table) {
        Map<String, History> histories = new LinkedHashMap<>();
        tables.getOrDefault(table.quoted(), Map.of())
                .forEach((key, entry) -> histories.put(
                        key,
                        new History(
                                List.copyOf(entry.changes),
                                entry.beforeCapture,
                                entry.untilComplete,
                                entry.beforeTruncation)));
        return histories;
    }

    /** TRUNCATEs that the lake must show. */
    synchronized int certainTruncations(Table table) {
        return Collections.frequency(truncations.getOrDefault(table.quoted(), List.of()), true);
    }

    /** TRUNCATEs that the lake may show. */
    synchronized int possibleTruncations(Table table) {
        int restarts = snapshotCutOff ? 1 : 0;
        return truncations.getOrDefault(table.quoted(), List.of()).size() + restarts;
    }

    synchronized int size() {
        return tables.values().stream()
                .flatMap(table -> table.values().stream())
                .mapToInt(entry -> entry.changes.size())
                .sum();
    }
}
