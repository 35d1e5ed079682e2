package io.tributary.tests;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Waits for conditions, not for time. */
public final class Eventually {

    private static final Duration PAUSE = Duration.ofMillis(250);

    /** On a machine that is slow or busy with other things all deadlines are stretched by this factor. */
    private static final int PATIENCE = Integer.getInteger("tributary.tests.patience", 1);

    private Eventually() {}

    /** A deadline as it applies on this machine. */
    public static Duration patient(Duration within) {
        return within.multipliedBy(PATIENCE);
    }

    /**
     * Waits until a condition holds.
     *
     * @throws AssertionError if it does not within the time
     */
    public static void holds(String what, Duration within, Callable<Boolean> condition) {
        holds(what, within, condition, () -> "");
    }

    /**
     * Waits until a condition holds.
     *
     * @param state tells how things are, for the message
     * @throws AssertionError if it does not within the time
     */
    public static void holds(String what, Duration within, Callable<Boolean> condition, Supplier<String> state) {
        Instant deadline = Instant.now().plus(patient(within));
        while (!holds(condition)) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError(
                        "Not within " + patient(within).toSeconds() + " s: " + what + ". " + state.get());
            }
            pause();
        }
    }

    private static boolean holds(Callable<Boolean> condition) {
        try {
            return condition.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting", e);
        }
    }
}
