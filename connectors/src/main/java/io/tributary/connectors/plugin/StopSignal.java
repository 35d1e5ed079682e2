package io.tributary.connectors.plugin;

import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Pauses that end when the task is to stop, growing with the failures and never quite of equal length. */
public final class StopSignal {

    private static final long MAX_PAUSE_MILLIS = 60_000;
    private static final int MAX_DOUBLINGS = 16;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final int attempts;
    private final long firstPauseMillis;
    private final Random random;

    /**
     * Sets the pace.
     *
     * @param attempts how many failures in a row are too many
     * @param firstPauseMillis pause after the first failure
     */
    public StopSignal(int attempts, long firstPauseMillis, Random random) {
        this.attempts = attempts;
        this.firstPauseMillis = firstPauseMillis;
        this.random = random;
    }

    public void stop() {
        stopped.countDown();
    }

    public boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /**
     * Waits after a failure.
     *
     * @param failures how many there were in a row, from 1
     * @return false if it is time to give up or to stop
     */
    public boolean waitAfter(int failures) {
        return failures < attempts && !pause(backoffMillis(failures));
    }

    /** Half of the pause is certain and half of it left to chance, so that tasks do not come back all at once. */
    public long backoffMillis(int failures) {
        long full = Math.min(MAX_PAUSE_MILLIS, firstPauseMillis << Math.min(failures - 1, MAX_DOUBLINGS));
        return full / 2 + random.nextLong(full / 2 + 1);
    }

    /** Waits; true if the task is to stop. */
    public boolean pause(long millis) {
        try {
            return stopped.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
