package io.tributary.stack.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many changes a second the whole line takes in when there are always more: a burst over ten tables of 100,000 rows,
 * three fifths updates, a quarter inserts, the rest deletes, written as fast as Postgres can.
 */
final class Sustained implements DatabaseScenario {

    private static final long ROWS_EACH = 100_000;
    private static final int SLICES = 10;

    private final long changesEach;

    Sustained(long changes) {
        this.changesEach = changes / BenchTables.CHANGING_TABLES;
    }

    @Override
    public Measurement measurement() {
        return Measurement.SUSTAINED;
    }

    @Override
    public void prepare(Connection connection) throws SQLException {
        BenchTables.createChanging(connection, ROWS_EACH);
    }

    @Override
    public BenchResult measure(BenchStack stack, long startNanos) throws SQLException {
        stack.awaitReady();
        stack.awaitRows(everywhere(ROWS_EACH), everywhere(ROWS_EACH));
        long inserts = changesEach / SLICES / 4;
        long deletes = changesEach / SLICES * 3 / 20;
        long updates = changesEach / SLICES - inserts - deletes;
        long begin = System.nanoTime();
        try (ProcessMeter meter = new ProcessMeter(stack::status)) {
            write(stack, inserts, updates, deletes);
            double written = (System.nanoTime() - begin) / 1e9;
            long changes = (inserts + updates + deletes) * SLICES;
            stack.awaitRows(everywhere(ROWS_EACH + changes), everywhere(ROWS_EACH + (inserts - deletes) * SLICES));
            double seconds = (System.nanoTime() - begin) / 1e9;
            double all = changes * (double) BenchTables.CHANGING_TABLES;
            Map<String, Double> numbers = new LinkedHashMap<>();
            numbers.put("changes", all);
            numbers.put("changes_per_second", all / seconds);
            numbers.put("seconds_to_write", written);
            return new BenchResult(measurement(), seconds, numbers, meter.usage());
        }
    }

    /** Slice by slice over all tables; each slice changes rows of its own, so every change counts. */
    private static void write(BenchStack stack, long inserts, long updates, long deletes) throws SQLException {
        try (Connection connection = stack.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int slice = 0; slice < SLICES; slice++) {
                long firstNew = ROWS_EACH + 1 + slice * inserts;
                long firstChanged = 1 + slice * (updates + deletes);
                for (int number = 0; number < BenchTables.CHANGING_TABLES; number++) {
                    String table = BenchTables.changingTable(number);
                    BenchTables.insert(statement, table, firstNew, firstNew + inserts - 1);
                    BenchTables.update(statement, table, firstChanged, firstChanged + updates - 1);
                    BenchTables.delete(statement, table, firstChanged + updates, firstChanged + updates + deletes - 1);
                    connection.commit();
                }
            }
        }
    }

    private static Map<String, Long> everywhere(long rows) {
        Map<String, Long> tables = new HashMap<>();
        for (int number = 0; number < BenchTables.CHANGING_TABLES; number++) {
            tables.put(BenchTables.changingTable(number), rows);
        }
        return tables;
    }
}
