package io.tributary.connectors.tmdb;

import io.tributary.connectors.plugin.StopSignal;

/** Keeps requests apart, so that there are never more a second than allowed. */
final class Pace {

    private static final double NANOS = 1e9;

    private final StopSignal stop;
    private final long gapNanos;
    private long nextNanos = System.nanoTime();

    Pace(double perSecond, StopSignal stop) {
        this.stop = stop;
        gapNanos = (long) (NANOS / perSecond);
    }

    /** Waits for the next request's time. */
    void await() {
        long wait = nextNanos - System.nanoTime();
        if (wait > 0) {
            stop.pause((wait + 999_999) / 1_000_000);
        }
        nextNanos = Math.max(nextNanos, System.nanoTime()) + gapNanos;
    }
}
