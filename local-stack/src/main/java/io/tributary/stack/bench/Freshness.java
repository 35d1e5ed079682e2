package io.tributary.stack.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** How fresh ten silver tables of 20,000 rows are while they change steadily. */
final class Freshness implements DatabaseScenario {

    private static final long ROWS_EACH = 20_000;
    private static final Duration WARM_UP = Duration.ofSeconds(90);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final int changesPerSecond;
    private final Duration time;

    Freshness(int changesPerSecond, Duration time) {
        this.changesPerSecond = changesPerSecond;
        this.time = time;
    }

    @Override
    public Measurement measurement() {
        return Measurement.FRESHNESS;
    }

    @Override
    public void prepare(Connection connection) throws SQLException {
        BenchTables.createChanging(connection, ROWS_EACH);
    }

    @Override
    public BenchResult measure(BenchStack stack, long startNanos) throws SQLException {
        stack.awaitReady();
        Map<String, Long> complete = new HashMap<>();
        for (int number = 0; number < BenchTables.CHANGING_TABLES; number++) {
            complete.put(BenchTables.changingTable(number), ROWS_EACH);
        }
        stack.awaitRows(complete, complete);
        FreshnessProbe probe = new FreshnessProbe();
        try (SteadyChanges load = new SteadyChanges(stack.connect(), probe, changesPerSecond, ROWS_EACH)) {
            watch(stack, probe, WARM_UP);
            probe.restart();
            long changesBefore = load.changes();
            long begin = System.nanoTime();
            try (ProcessMeter meter = new ProcessMeter(stack::status)) {
                watch(stack, probe, time);
                double seconds = (System.nanoTime() - begin) / 1e9;
                return new BenchResult(
                        measurement(),
                        seconds,
                        numbers(probe, (load.changes() - changesBefore) / seconds),
                        meter.usage());
            }
        }
    }

    private static Map<String, Double> numbers(FreshnessProbe probe, double rate) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("changes_per_second", rate);
        numbers.put("freshness_p50_seconds", probe.ages().at(50));
        numbers.put("freshness_p99_seconds", probe.ages().at(99));
        numbers.put("freshness_max_seconds", probe.ages().max());
        numbers.put("commit_to_query_p50_seconds", probe.delays().at(50));
        numbers.put("commit_to_query_p99_seconds", probe.delays().at(99));
        numbers.put("commits_seen", (double) probe.delays().count());
        return numbers;
    }

    private static void watch(BenchStack stack, FreshnessProbe probe, Duration during) {
        long end = System.nanoTime() + during.toNanos();
        while (System.nanoTime() < end) {
            Map<String, BenchStack.LakeTable> tables = stack.tables("silver");
            probe.look(tables, System.currentTimeMillis() * 1000);
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }
}
