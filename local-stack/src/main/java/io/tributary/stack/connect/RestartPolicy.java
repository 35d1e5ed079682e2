package io.tributary.stack.connect;

import java.time.Duration;

/** When a failed connector is restarted: soon, and after each failure later. */
public final class RestartPolicy {

    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    /** What has run for so long is taken to be well again. */
    private static final Duration WELL_AFTER = Duration.ofMinutes(10);

    private int attempts;
    private long nextAttempt;
    private long runningSince;
    private boolean wasFailed;

    /**
     * Whether to restart now.
     *
     * @param failed whether the connector or one of its tasks has failed
     * @param nanos now, in the sense of {@link System#nanoTime}
     */
    public boolean restartNow(boolean failed, long nanos) {
        if (!failed) {
            if (wasFailed || runningSince == 0) {
                runningSince = nanos;
            }
            wasFailed = false;
            if (nanos - runningSince > WELL_AFTER.toNanos()) {
                attempts = 0;
            }
            return false;
        }
        if (!wasFailed) {
            wasFailed = true;
            nextAttempt = nanos + pause().toNanos();
        }
        if (nanos < nextAttempt) {
            return false;
        }
        attempts++;
        nextAttempt = nanos + pause().toNanos();
        return true;
    }

    /** Takes the next attempt as the first one, and as due: what it failed by seems to be over. */
    public void soon(long nanos) {
        attempts = 0;
        nextAttempt = nanos;
    }

    private Duration pause() {
        Duration pause = FIRST.multipliedBy(1L << Math.min(attempts, 10));
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }

    public int attempts() {
        return attempts;
    }
}
