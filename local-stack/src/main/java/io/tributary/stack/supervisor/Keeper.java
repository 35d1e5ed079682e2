package io.tributary.stack.supervisor;

import io.tributary.stack.layout.StackException;
import io.tributary.stack.process.OwnSession;
import io.tributary.stack.process.ProcessSpec;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one process running, on a thread of its own: starts it, and starts it anew when it ends. */
final class Keeper {

    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);

    private final ProcessSpec spec;
    private final Timing timing;
    private final CompletableFuture<?> predecessors;
    private final Journal journal;
    private final Backoff backoff;
    private final Thread thread;
    private final CompletableFuture<Void> served = new CompletableFuture<>();
    private final CompletableFuture<Void> stopping = new CompletableFuture<>();

    private volatile ProcessState state = ProcessState.WAITING;
    private volatile Process process;
    private volatile String problem;
    private volatile int restarts;

    /** Starts nothing yet. The process may be started once {@code predecessors} has completed. */
    Keeper(ProcessSpec spec, Timing timing, CompletableFuture<?> predecessors, Journal journal) {
        this.spec = spec;
        this.timing = timing;
        this.predecessors = predecessors;
        this.journal = journal;
        this.backoff = new Backoff(timing.firstBackoff(), timing.longestBackoff());
        this.thread = new Thread(this::run, "keeper-" + spec.name());
        thread.setDaemon(true);
    }

    /** Is told of every start and end of a process. */
    interface Journal {

        void started(ProcessSpec spec, ProcessHandle process);

        void ended(ProcessSpec spec);
    }

    void start() {
        thread.start();
    }

    /** Completes when the process served for the first time; with a {@link StackException} if it was given up. */
    CompletableFuture<Void> served() {
        return served;
    }

    ProcessSpec spec() {
        return spec;
    }

    ProcessState state() {
        return state;
    }

    int restarts() {
        return restarts;
    }

    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    Optional<ProcessHandle> handle() {
        return Optional.ofNullable(process).map(Process::toHandle).filter(ProcessHandle::isAlive);
    }

    /** Ends the process, so that it is started anew with what it is to know now. */
    void restart() {
        handle().ifPresent(running -> Termination.end(running, spec.name().label(), spec.stop()));
    }

    /** Ends the process for good. Returns when it is gone. */
    void stop() {
        stopping.complete(null);
        settle(ProcessState.STOPPING);
        handle().ifPresent(running -> Termination.end(running, spec.name().label(), spec.stop()));
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        settle(ProcessState.STOPPED);
    }

    private void run() {
        try {
            if (!mayStart()) {
                return;
            }
            int failures = 0;
            while (!stopping.isDone()) {
                ProcessWatch.End end = live();
                if (stopping.isDone()) {
                    return;
                }
                problem = end.reason();
                failures = end.served() ? 1 : failures + 1;
                if (!served.isDone() && failures >= timing.startAttempts()) {
                    giveUp(failures);
                    return;
                }
                rest(end.steady());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean mayStart() throws InterruptedException {
        try {
            CompletableFuture.anyOf(predecessors, stopping).get();
            return !stopping.isDone();
        } catch (ExecutionException e) {
            LOG.debug("{} is not started, since a process it needs was given up", spec.name());
            return false;
        }
    }

    /** One life of the process. */
    private ProcessWatch.End live() throws InterruptedException {
        state = ProcessState.STARTING;
        try {
            ProcessSpec.Start start = spec.launch().prepare();
            Process started =
                    ChildStart.start(OwnSession.of(start.command()), spec.environment(), spec.withheld(), spec.log());
            process = started;
            journal.started(spec, started.toHandle());
            LOG.info("{} started, pid {}", spec.name(), started.pid());
            if (stopping.isDone()) {
                Termination.end(started.toHandle(), spec.name().label(), spec.stop());
            }
            ProcessWatch.End end = new ProcessWatch(spec, started, timing, stopping, new StateListener()).await();
            start.ended().accept(started.waitFor());
            return end;
        } catch (StackException e) {
            return new ProcessWatch.End(false, false, e.getMessage());
        } finally {
            journal.ended(spec);
        }
    }

    private void rest(boolean steady) throws InterruptedException {
        if (steady) {
            backoff.reset();
        }
        Duration pause = backoff.next();
        state = ProcessState.RESTARTING;
        LOG.warn("{} {}; it is started again in {} ms", spec.name(), problem, pause.toMillis());
        try {
            stopping.get(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            restarts++;
        } catch (ExecutionException e) {
            throw new IllegalStateException("The signal to stop does not fail", e);
        }
    }

    private void giveUp(int attempts) {
        state = ProcessState.FAILED;
        LOG.error("{} could not be started in {} attempts: {}", spec.name(), attempts, problem);
        served.completeExceptionally(new StackException(spec.name() + " could not be started in " + attempts
                + " attempts: " + problem + LogTail.quote(spec.log())));
    }

    private void settle(ProcessState next) {
        if (state != ProcessState.FAILED) {
            state = next;
        }
    }

    private final class StateListener implements ProcessWatch.Listener {

        @Override
        public void serves() {
            problem = null;
            state = ProcessState.RUNNING;
            served.complete(null);
        }

        @Override
        public void isSick(String reason) {
            problem = reason;
            state = ProcessState.UNHEALTHY;
        }
    }
}
