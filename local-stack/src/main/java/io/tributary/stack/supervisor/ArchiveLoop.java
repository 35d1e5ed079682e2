package io.tributary.stack.supervisor;

import io.tributary.stack.archive.ArchiveProgress;
import io.tributary.stack.archive.ArchiveSettings;
import io.tributary.stack.archive.RawArchive;
import io.tributary.stack.config.PortRole;
import io.tributary.stack.config.Secret;
import io.tributary.stack.connect.ConnectClient;
import io.tributary.stack.connect.ConnectorState;
import io.tributary.stack.layout.ProcessName;
import io.tributary.stack.process.LakeStore;
import io.tributary.stack.process.ProcessContext;
import io.tributary.stack.status.ArchiveStatus;
import io.tributary.stack.status.ConnectorStatus;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the archive in once the processes that it needs serve, and looks after it, on a thread of its own. */
final class ArchiveLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ArchiveLoop.class);
    private static final long LOOK_EVERY_S = 5;

    private final StackPlan plan;
    private final Children children;
    private final RawArchive archive;
    private final ArchiveProgress progress;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "archive");
        daemon.setDaemon(true);
        return daemon;
    });

    ArchiveLoop(StackPlan plan, Children children) {
        this.plan = plan;
        this.children = children;
        this.archive = archive(plan);
        this.progress = new ArchiveProgress(
                EndpointList.of(plan).kafka().bootstrap(),
                plan.context().config().archive());
    }

    private static RawArchive archive(StackPlan plan) {
        ProcessContext context = plan.context();
        LakeStore lake = LakeStore.of(context);
        List<String> keys = Stream.of(lake.s3().accessKey(), lake.s3().secretKey())
                .flatMap(Optional::stream)
                .map(Secret::reveal)
                .toList();
        URI connect = URI.create(
                "http://127.0.0.1:" + context.config().stack().ports().of(PortRole.CONNECT));
        return new RawArchive(
                new ConnectClient(connect, () -> keys),
                new ArchiveSettings(
                        context.config().archive(),
                        lake,
                        EndpointList.of(plan).kafka().bootstrap(),
                        URI.create(EndpointList.of(plan).registry().url()),
                        context.state().secrets()));
    }

    void start() {
        thread.execute(this::begin);
    }

    private void begin() {
        try {
            children.keeper(ProcessName.CONNECT).served().join();
            if (plan.context().config().lake().external().isEmpty()) {
                children.keeper(ProcessName.OBJECTSTORE).served().join();
            }
            thread.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY_S, TimeUnit.SECONDS);
        } catch (CompletionException e) {
            LOG.debug("no archive, since a process it needs was given up", e);
        }
    }

    private void look() {
        archive.reconcile();
        if (plan.context().config().archive().enabled()) {
            progress.look();
        }
    }

    /** How far the archive is; empty if there is none, and until that is known. */
    Optional<ArchiveStatus> progress() {
        return progress.last();
    }

    /** How the archive's connector is; empty if there is none. */
    Optional<ConnectorStatus> status() {
        return archive.state().map(ArchiveLoop::status);
    }

    private static ConnectorStatus status(ConnectorState state) {
        return new ConnectorStatus(
                state.name(),
                null,
                state.state(),
                state.tasks().stream()
                        .map(task -> new ConnectorStatus.TaskStatus(task.id(), task.state()))
                        .toList(),
                state.error().orElse(null));
    }

    @Override
    public void close() {
        thread.shutdownNow();
        progress.close();
    }
}
