package io.tributary.stack.supervisor;

import io.tributary.stack.process.HealthCheck.Health;
import io.tributary.stack.process.ProcessSpec;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows one life of a process, from its start to its end, and ends it if it stops serving. */
final class ProcessWatch {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessWatch.class);
    /**
     * How many times longer a process may take to start if it answers that it does: on a machine that is too busy for it, a
     * new start would only make it worse.
     */
    private static final int ALIVE = 3;

    private final ProcessSpec spec;
    private final Process process;
    private final Timing timing;
    private final CompletableFuture<Void> stopping;
    private final Listener listener;
    private final long startedAt = System.nanoTime();
    private long servedAt;
    private boolean served;
    private String killedFor;

    ProcessWatch(
            ProcessSpec spec, Process process, Timing timing, CompletableFuture<Void> stopping, Listener listener) {
        this.spec = spec;
        this.process = process;
        this.timing = timing;
        this.stopping = stopping;
        this.listener = listener;
    }

    /** Hears how the process does. */
    interface Listener {

        void serves();

        void isSick(String reason);
    }

    /**
     * How a life ended.
     *
     * @param served whether the process ever served in it
     * @param steady whether it ran long enough for the next failure to count as a first one
     * @param reason why it ended, for people
     */
    record End(boolean served, boolean steady, String reason) {}

    /** Waits for the end of the process. The one who signals {@code stopping} also ends the process. */
    End await() throws InterruptedException {
        while (!ended()) {
            judge(spec.health().check());
        }
        String reason = killedFor != null ? killedFor : "ended by itself with exit code " + process.waitFor();
        boolean steady = served && since(startedAt).compareTo(timing.steadyAfter()) > 0;
        return new End(served, steady, reason);
    }

    private boolean ended() throws InterruptedException {
        Duration pause = served ? timing.pollRunning() : timing.pollStarting();
        try {
            CompletableFuture.anyOf(process.onExit(), stopping).get(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Waiting for a process does not fail", e);
        }
        process.waitFor();
        return true;
    }

    private void judge(Health health) {
        if (health instanceof Health.Healthy) {
            if (!served) {
                LOG.info("{} serves after {} ms", spec.name(), since(startedAt).toMillis());
            }
            served = true;
            servedAt = System.nanoTime();
            listener.serves();
        } else if (health instanceof Health.NotReady sick) {
            sick(
                    sick.reason(),
                    served ? timing.sicknessPatience() : spec.startTimeout().multipliedBy(ALIVE));
        } else if (health instanceof Health.Unreachable silent) {
            sick(silent.reason(), served ? timing.silencePatience() : spec.startTimeout());
        }
    }

    private void sick(String reason, Duration patience) {
        Duration sickness = since(served ? servedAt : startedAt);
        if (sickness.compareTo(patience) > 0) {
            killedFor = "did not serve for " + sickness.toSeconds() + " s and was killed: " + reason;
            Termination.kill(process.toHandle());
        } else if (served && sickness.compareTo(timing.pollRunning().multipliedBy(2)) > 0) {
            listener.isSick(reason);
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
