package io.tributary.stack.supervisor;

import io.tributary.stack.config.SourceConfig;
import io.tributary.stack.layout.ProcessName;
import io.tributary.stack.layout.StackException;
import io.tributary.stack.process.EmbeddedPostgres;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the sources in once the processes that they need serve, follows the tables that are made later, and takes in
 * what a second {@code up} has changed. All of it on one thread, one thing after the other.
 */
final class CaptureLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CaptureLoop.class);
    private static final long LOOK_EVERY_MS = 500;
    private static final long REFRESH_EVERY_S = 10;

    private final StackPlan plan;
    private final Children children;
    private final Capture capture;
    private final KnownSources known;
    private final SourceUpdate update;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "capture");
        daemon.setDaemon(true);
        return daemon;
    });
    private volatile boolean updating;
    private volatile List<SourceConfig> current = List.of();

    CaptureLoop(StackPlan plan, Children children, Capture capture) {
        this.plan = plan;
        this.children = children;
        this.capture = capture;
        this.known = new KnownSources(plan.context().state());
        this.update = new SourceUpdate(plan.context().state());
    }

    void start() {
        update.clear();
        thread.execute(this::begin);
    }

    /** Completes when the connectors are in place; exceptionally with a {@link StackException} if that cannot be. */
    CompletableFuture<Void> done() {
        return done;
    }

    /** The sources that are captured now. */
    List<SourceConfig> current() {
        return current;
    }

    /** Whether the sources are being changed now. */
    boolean isBusy() {
        return updating || !done.isDone();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void begin() {
        try {
            plan.postgres().ifPresent(postgres -> {
                children.keeper(ProcessName.POSTGRES).served().join();
                postgres.provision();
                plan.workload().ifPresent(workload -> prepare(workload, postgres));
            });
            children.keeper(ProcessName.CONNECT).served().join();
            take(plan.context().config().sources(SourceConfig.class)).forEach(LOG::info);
            plan.workload().ifPresent(Workload::start);
            done.complete(null);
            thread.scheduleWithFixedDelay(this::takeUpdate, LOOK_EVERY_MS, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
            thread.scheduleWithFixedDelay(this::refresh, REFRESH_EVERY_S, REFRESH_EVERY_S, TimeUnit.SECONDS);
        } catch (CompletionException e) {
            // A process was given up, which is reported as such.
            done.completeExceptionally(Optional.ofNullable(e.getCause()).orElse(e));
        } catch (RuntimeException e) {
            LOG.error("sources cannot be captured: {}", e.getMessage());
            done.completeExceptionally(e);
        } catch (Error e) {
            // Nobody else hears of it: without this, the stack would be waited for in vain.
            LOG.error("sources cannot be captured", e);
            done.completeExceptionally(e);
            throw e;
        }
    }

    private static void prepare(Workload workload, EmbeddedPostgres postgres) {
        try {
            workload.prepare(postgres);
        } catch (SQLException e) {
            throw new StackException("The sample data cannot be written: " + e.getMessage(), e);
        }
    }

    /** Makes the wanted sources those that are captured. Answers what was done beside, for people. */
    private List<String> take(List<SourceConfig> wanted) {
        List<String> notices = new ArrayList<>();
        List<SourceConfig> former = known.touched();
        List<SourceConfig> all = new ArrayList<>(wanted);
        Set<String> names = wanted.stream().map(SourceConfig::name).collect(Collectors.toSet());
        former.stream().filter(source -> !names.contains(source.name())).forEach(all::add);
        // First remembered, then set up: whatever happens in between, nothing is forgotten in a source.
        known.writeTouched(all);
        for (SourceConfig gone : all.subList(wanted.size(), all.size())) {
            capture.release(gone, notices::add);
        }
        capture.capture(wanted);
        known.writeTouched(wanted);
        known.writeCaptured(wanted);
        current = List.copyOf(wanted);
        return notices;
    }

    private void takeUpdate() {
        try {
            Optional<List<SourceConfig>> changed = update.receive();
            if (changed.isEmpty()) {
                return;
            }
            updating = true;
            List<String> notices = take(changed.get());
            notices.forEach(LOG::info);
            update.answerDone(notices);
        } catch (RuntimeException e) {
            LOG.error("changed sources not taken in: {}", e.getMessage());
            update.answerFailed(String.valueOf(e.getMessage()));
        } catch (LinkageError e) {
            LOG.error("changed sources not taken in", e);
            update.answerFailed("The running stack cannot load a part of its program (" + e
                    + "), which was probably built anew meanwhile. Run 'tributary down', then 'tributary up'");
        } finally {
            updating = false;
        }
    }

    private void refresh() {
        try {
            capture.refresh();
        } catch (RuntimeException e) {
            LOG.warn("sources not looked at: {}", e.getMessage());
        }
    }
}
