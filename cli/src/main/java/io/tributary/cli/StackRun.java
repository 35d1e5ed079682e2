package io.tributary.cli;

import io.tributary.cli.screen.LiveStatus;
import io.tributary.cli.screen.ProgressLine;
import io.tributary.cli.screen.Terminal;
import io.tributary.stack.layout.StackException;
import io.tributary.stack.layout.StateDirectory;
import io.tributary.stack.status.StackStatus;
import io.tributary.stack.supervisor.Detached;
import io.tributary.stack.supervisor.Stack;
import io.tributary.stack.supervisor.StackPlan;
import io.tributary.stack.supervisor.StopReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Starts a stack for a command: in this process, or in one of its own in the background. */
final class StackRun {

    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Duration SCREEN = Duration.ofSeconds(2);

    private final StateDirectory state;
    private final boolean detach;
    private final boolean supervised;
    private final CompletableFuture<Void> stopping = new CompletableFuture<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch screenLeft = new CountDownLatch(1);

    StackRun(StateDirectory state, boolean detach, boolean supervised) {
        this.state = state;
        this.detach = detach;
        this.supervised = supervised;
    }

    /**
     * Runs a stack.
     *
     * @param plan makes the plan in the process that supervises
     * @param again arguments that make this command's background process do the same
     */
    int run(Supplier<StackPlan> plan, List<String> again) {
        if (detach) {
            return background(again);
        }
        return supervised ? supervise(plan) : foreground(plan);
    }

    private int background(List<String> again) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Dtributary.home=" + System.getProperty("tributary.home"),
                "-Dtributary.process=supervisor",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(again);
        command.addAll(List.of("--supervised", "--state", state.root().toString()));
        StackStatus ready;
        try (ProgressLine progress = new ProgressLine()) {
            ready = new Detached(state).start(command, progress::show);
        }
        warn(ready);
        Terminal.line("The stack is ready. 'tributary status --watch' shows it, 'tributary down' stops it.");
        return 0;
    }

    /** Says what needs attention although the stack is ready. */
    static void warn(StackStatus status) {
        status.problems().forEach(problem -> Terminal.line("Warning: " + problem));
    }

    private int supervise(Supplier<StackPlan> plan) {
        try (Stack stack = start(plan)) {
            stack.awaitReady(PATIENCE);
            stopped.await();
            return 0;
        } catch (StackException e) {
            Detached.reportFailure(state, e.getMessage());
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private int foreground(Supplier<StackPlan> plan) {
        try (Stack stack = start(plan)) {
            try {
                show(stack);
            } finally {
                screenLeft.countDown();
            }
            return 0;
        }
    }

    private void show(Stack stack) {
        try (ProgressLine progress = new ProgressLine()) {
            progress.follow(stack::status, CompletableFuture.anyOf(stack.ready(), stopping));
        }
        if (!stopping.isDone()) {
            stack.awaitReady(Duration.ofSeconds(1));
            new LiveStatus(stack::status).show(stopped);
        }
    }

    private Stack start(Supplier<StackPlan> plan) {
        state.create();
        System.setProperty("tributary.log", state.supervisorLog().toString());
        Stack stack = Stack.start(plan.get());
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            stopping.complete(null);
                            stopped.countDown();
                            if (!supervised) {
                                tellOfStop();
                            }
                            stack.close();
                        },
                        "stop"));
        return stack;
    }

    private void tellOfStop() {
        try {
            // What is drawn just now would be drawn over it.
            screenLeft.await(SCREEN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Terminal.line("Stopping ...");
        StopReport.of(state, Terminal::line);
    }
}
