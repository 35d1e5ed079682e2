package io.tributary.connectors.files;

import io.tributary.connectors.files.store.Patience;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Pauses that end when the task is to stop, growing with the failures and never quite of equal length. */
final class StopSignal implements Patience {

    private static final long MAX_PAUSE_MILLIS = 60_000;
    private static final int MAX_DOUBLINGS = 16;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final int attempts;
    private final long firstPauseMillis;
    private final Random random;

    StopSignal(int attempts, long firstPauseMillis, Random random) {
        this.attempts = attempts;
        this.firstPauseMillis = firstPauseMillis;
        this.random = random;
    }

    void stop() {
        stopped.countDown();
    }

    boolean isStopped() {
        return stopped.getCount() == 0;
    }

    @Override
    public boolean waitAfter(int failures) {
        return failures < attempts && !pause(backoffMillis(failures));
    }

    /** Half of the pause is certain and half of it left to chance, so that tasks do not come back all at once. */
    long backoffMillis(int failures) {
        long full = Math.min(MAX_PAUSE_MILLIS, firstPauseMillis << Math.min(failures - 1, MAX_DOUBLINGS));
        return full / 2 + random.nextLong(full / 2 + 1);
    }

    /** Waits; true if the task is to stop. */
    boolean pause(long millis) {
        try {
            return stopped.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
