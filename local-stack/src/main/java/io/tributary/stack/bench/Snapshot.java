package io.tributary.stack.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** How fast a table that was there before gets into the lake: from the connector's first moment until both layers have it. */
final class Snapshot implements DatabaseScenario {

    private final long rows;

    Snapshot(long rows) {
        this.rows = rows;
    }

    @Override
    public Measurement measurement() {
        return Measurement.SNAPSHOT;
    }

    @Override
    public void prepare(Connection connection) throws SQLException {
        BenchTables.create(connection, BenchTables.SNAPSHOT_TABLE, rows);
    }

    @Override
    public BenchResult measure(BenchStack stack, long startNanos) throws SQLException {
        awaitCapture(stack);
        long begin = System.nanoTime();
        try (ProcessMeter meter = new ProcessMeter(stack::status)) {
            Map<String, Long> complete = Map.of(BenchTables.SNAPSHOT_TABLE, rows);
            stack.awaitRows(Map.of(), complete);
            double silver = (System.nanoTime() - begin) / 1e9;
            stack.awaitRows(complete, complete);
            double seconds = (System.nanoTime() - begin) / 1e9;
            Map<String, Double> numbers = new LinkedHashMap<>();
            numbers.put("rows", (double) rows);
            numbers.put("rows_per_second", rows / seconds);
            numbers.put("seconds_until_silver", silver);
            return new BenchResult(measurement(), seconds, numbers, meter.usage());
        }
    }

    /** Waits until the replication slot is there, which is the first thing that the connector makes. */
    private static void awaitCapture(BenchStack stack) {
        stack.await(() -> slotExists(stack), () -> "the connector has not begun");
    }

    private static boolean slotExists(BenchStack stack) {
        try (Connection connection = stack.connect();
                Statement statement = connection.createStatement();
                ResultSet slots = statement.executeQuery("SELECT FROM pg_replication_slots")) {
            return slots.next();
        } catch (SQLException e) {
            // The server is not up yet.
            return false;
        }
    }
}
