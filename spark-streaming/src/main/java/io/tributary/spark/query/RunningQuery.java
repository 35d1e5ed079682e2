package io.tributary.spark.query;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** One statement that is being answered: who asked, until when, and whether it should still go on. */
final class RunningQuery {

    /** Why a statement was ended before its last row. */
    enum EndReason {
        CLIENT_GONE,
        TIMEOUT,
        SHUTDOWN
    }

    private static final AtomicLong NUMBERS = new AtomicLong();

    private final long number = NUMBERS.incrementAndGet();
    private final ClientSocket client;
    private final Duration timeout;
    private final long startNanos = System.nanoTime();
    private final Thread thread = Thread.currentThread();
    private boolean finished;
    private volatile EndReason endReason;

    /** Made on the thread that will run the statement. */
    RunningQuery(ClientSocket client, Duration timeout) {
        this.client = client;
        this.timeout = timeout;
    }

    /** Name of the Spark job group that all of the statement's jobs are in. */
    String jobGroup() {
        return "sql-" + number;
    }

    Duration timeout() {
        return timeout;
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    boolean isOverdue() {
        return elapsed().compareTo(timeout) > 0;
    }

    boolean isClientGone() {
        return client.isGone();
    }

    /** Null while the statement should go on. */
    EndReason endReason() {
        return endReason;
    }

    /** Tells the statement's thread to stop; only the first reason counts. */
    synchronized void end(EndReason reason) {
        if (finished || endReason != null) {
            return;
        }
        endReason = reason;
        thread.interrupt();
    }

    /** No interrupt reaches the thread after this, so that it can still write an answer. */
    synchronized void finish() {
        finished = true;
        // Clears an interrupt that came too late to be noticed.
        Thread.interrupted();
    }

    /**
     * Called between rows.
     *
     * @throws QueryEndedException if the statement was ended
     */
    void check() {
        if (endReason != null) {
            throw new QueryEndedException(endReason);
        }
    }
}
