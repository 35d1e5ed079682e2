package io.tributary.stack.bench;

import io.tributary.stack.bench.BenchStack.LakeTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells how late changes can be queried, in two ways: the age of the newest queryable change of each table whenever one
 * looks, and for each commit the time from just before it until a look that found it. The second is exact to the pause
 * between looks.
 */
final class FreshnessProbe {

    private static final double MICROS = 1e6;

    private final Map<String, Deque<Long>> waiting = new HashMap<>();
    private final List<Double> ages = new ArrayList<>();
    private final List<Double> delays = new ArrayList<>();

    /** A transaction on one table has been committed. */
    synchronized void committed(String table, long beforeCommitMicros) {
        waiting.computeIfAbsent(table, name -> new ArrayDeque<>()).add(beforeCommitMicros);
    }

    /** Looks at what can be queried. */
    synchronized void look(Map<String, LakeTable> tables, long nowMicros) {
        tables.forEach((name, table) -> {
            Deque<Long> commits = waiting.get(name);
            if (commits != null) {
                ages.add((nowMicros - table.newestMicros()) / MICROS);
                while (!commits.isEmpty() && commits.peek() <= table.newestMicros()) {
                    delays.add((nowMicros - commits.remove()) / MICROS);
                }
            }
        });
    }

    /** Forgets what was measured so far, but not what is waiting. */
    synchronized void restart() {
        ages.clear();
        delays.clear();
    }

    /** Seconds. */
    synchronized Percentiles ages() {
        return new Percentiles(ages);
    }

    /** Seconds. */
    synchronized Percentiles delays() {
        return new Percentiles(delays);
    }
}
