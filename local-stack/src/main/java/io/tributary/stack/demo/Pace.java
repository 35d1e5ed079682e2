package io.tributary.stack.demo;

import java.time.Duration;

/** Spreads changes evenly over time. A pause is not caught up with: a burst would be no steady stream. */
final class Pace {

    private static final long LONGEST_DEBT_NANOS = Duration.ofSeconds(1).toNanos();

    private final double nanosPerChange;
    private long due;

    /**
     * Begins now.
     *
     * @param changesPerSecond above 0
     * @param nowNanos a reading of {@link System#nanoTime}
     */
    Pace(double changesPerSecond, long nowNanos) {
        this.nanosPerChange = 1e9 / changesPerSecond;
        this.due = nowNanos;
    }

    /**
     * Counts changes as made.
     *
     * @return nanoseconds to wait before the next; 0 if they are late already
     */
    long after(int changes, long nowNanos) {
        due = Math.max(due, nowNanos - LONGEST_DEBT_NANOS) + (long) (Math.max(1, changes) * nanosPerChange);
        return Math.max(0, due - nowNanos);
    }
}
