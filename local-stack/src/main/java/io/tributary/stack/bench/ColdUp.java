package io.tributary.stack.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** How long a stack takes from nothing, with no state left from earlier, until its one small table can be queried. */
final class ColdUp implements DatabaseScenario {

    private static final long ROWS = 1_000;

    @Override
    public Measurement measurement() {
        return Measurement.COLD_UP;
    }

    @Override
    public void prepare(Connection connection) throws SQLException {
        BenchTables.create(connection, "small", ROWS);
    }

    @Override
    public BenchResult measure(BenchStack stack, long startNanos) {
        stack.awaitReady();
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        try (ProcessMeter meter = ProcessMeter.sinceProcessStart(stack::status)) {
            return new BenchResult(measurement(), seconds, Map.of(), meter.usage());
        }
    }
}
