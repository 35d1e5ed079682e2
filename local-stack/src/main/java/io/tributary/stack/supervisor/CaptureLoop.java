package io.tributary.stack.supervisor;

import io.tributary.stack.layout.ProcessName;
import io.tributary.stack.layout.StackException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the sources in once the processes they need serve: database, workload's first rows, connectors, activity. */
final class CaptureLoop {

    private static final Logger LOG = LoggerFactory.getLogger(CaptureLoop.class);

    private final StackPlan plan;
    private final Children children;
    private final Capture capture;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    CaptureLoop(StackPlan plan, Children children, Capture capture) {
        this.plan = plan;
        this.children = children;
        this.capture = capture;
    }

    void start() {
        Thread thread = new Thread(this::run, "capture");
        thread.setDaemon(true);
        thread.start();
    }

    /** Completes when the connectors are in place; exceptionally with a {@link StackException} if that cannot be. */
    CompletableFuture<Void> done() {
        return done;
    }

    private void run() {
        try {
            plan.postgres().ifPresent(postgres -> {
                children.keeper(ProcessName.POSTGRES).served().join();
                postgres.provision();
                plan.workload().ifPresent(workload -> prepare(workload, postgres));
            });
            children.keeper(ProcessName.CONNECT).served().join();
            capture.apply();
            plan.workload().ifPresent(Workload::start);
            done.complete(null);
        } catch (CompletionException e) {
            // A process was given up, which is reported as such.
            LOG.debug("capture not begun", e);
            done.completeExceptionally(Optional.ofNullable(e.getCause()).orElse(e));
        } catch (RuntimeException e) {
            LOG.error("sources cannot be captured: {}", e.getMessage());
            done.completeExceptionally(e);
        }
    }

    private static void prepare(Workload workload, io.tributary.stack.process.EmbeddedPostgres postgres) {
        try {
            workload.prepare(postgres);
        } catch (SQLException e) {
            throw new StackException("The sample data cannot be written: " + e.getMessage(), e);
        }
    }
}
