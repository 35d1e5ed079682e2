package io.tributary.tests.workload;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A transaction that has written before capture begins and commits once the replication slot is being made: neither in
 * the first snapshot's past nor, by its log position, in its future.
 */
public final class Straddler implements AutoCloseable {

    private static final int ENOUGH_CHANGES = 8;

    private final Worker worker;
    private final Connection observer;
    private final Thread thread;
    private final CountDownLatch written = new CountDownLatch(1);
    private volatile boolean giveUp;
    private volatile SQLException failure;

    Straddler(Worker worker, Connection observer) {
        this.worker = worker;
        this.observer = observer;
        this.thread = new Thread(this::run, "straddler");
    }

    /** Begins the transaction, and returns when it has written. */
    void start() {
        thread.start();
        try {
            if (!written.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The straddling transaction did not write");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a transaction was beginning", e);
        }
    }

    /** Waits for the commit; no slot need have been made. */
    @Override
    public void close() throws SQLException {
        giveUp = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        observer.close();
        if (failure != null) {
            throw failure;
        }
    }

    private void run() {
        try {
            worker.committed(ENOUGH_CHANGES, () -> {
                written.countDown();
                awaitSlot();
            });
        } catch (SQLException e) {
            failure = e;
        }
    }

    private void awaitSlot() throws SQLException {
        try (Statement statement = observer.createStatement()) {
            while (!giveUp) {
                try (ResultSet slots = statement.executeQuery("SELECT pg_sleep(0.05) FROM (SELECT count(*) AS n"
                        + " FROM pg_replication_slots WHERE database = current_database()) s WHERE s.n = 0")) {
                    if (!slots.next()) {
                        return;
                    }
                }
            }
        }
    }
}
