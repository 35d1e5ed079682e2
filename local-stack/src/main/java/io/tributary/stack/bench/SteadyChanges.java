package io.tributary.stack.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Changes ten tables at a steady rate on a thread of its own: updates for the most part, inserts, deletes. */
final class SteadyChanges implements AutoCloseable {

    private static final int MOST_CHANGES_A_TRANSACTION = 4;

    private final Connection connection;
    private final FreshnessProbe probe;
    private final double nanosPerChange;
    private final long rowsEach;
    private final SplittableRandom random = new SplittableRandom(7);
    private final long[] lastId = new long[BenchTables.CHANGING_TABLES];
    private final Thread thread = new Thread(this::run, "steady-changes");
    private volatile boolean stopping;
    private volatile SQLException failure;
    private volatile long changes;

    /**
     * Begins to change.
     *
     * @param probe is told of every commit
     * @param rowsEach rows that each table has
     */
    SteadyChanges(Connection connection, FreshnessProbe probe, int changesPerSecond, long rowsEach)
            throws SQLException {
        this.connection = connection;
        this.probe = probe;
        this.nanosPerChange = 1e9 / changesPerSecond;
        this.rowsEach = rowsEach;
        Arrays.fill(lastId, rowsEach);
        connection.setAutoCommit(false);
        thread.setDaemon(true);
        thread.start();
    }

    long changes() {
        return changes;
    }

    /** Stops. */
    @Override
    public void close() throws SQLException {
        stopping = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connection.close();
        if (failure != null) {
            throw failure;
        }
    }

    private void run() {
        long due = System.nanoTime();
        try (Statement statement = connection.createStatement()) {
            while (!stopping) {
                int table = random.nextInt(BenchTables.CHANGING_TABLES);
                int count = random.nextInt(1, MOST_CHANGES_A_TRANSACTION + 1);
                for (int i = 0; i < count; i++) {
                    change(statement, table);
                }
                long committing = System.currentTimeMillis() * 1000;
                connection.commit();
                probe.committed(BenchTables.changingTable(table), committing);
                changes += count;
                due += (long) (count * nanosPerChange);
                LockSupport.parkNanos(due - System.nanoTime());
            }
        } catch (SQLException e) {
            failure = e;
        }
    }

    private void change(Statement statement, int number) throws SQLException {
        String table = BenchTables.changingTable(number);
        int die = random.nextInt(20);
        long row = random.nextLong(1, rowsEach + 1);
        if (die < 3) {
            // Gone rows are met again now and then: such a delete changes nothing, and an insert makes up for it.
            if (BenchTables.delete(statement, table, row, row) == 1) {
                return;
            }
        } else if (die < 15 && BenchTables.update(statement, table, row, row) == 1) {
            return;
        }
        lastId[number]++;
        BenchTables.insert(statement, table, lastId[number], lastId[number]);
    }
}
