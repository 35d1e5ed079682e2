package io.tributary.stack.supervisor;

import io.tributary.stack.config.PortRole;
import io.tributary.stack.config.Ports;
import io.tributary.stack.contract.AcceptedContracts;
import io.tributary.stack.progress.ProgressTopics;
import io.tributary.stack.progress.SourceProgress;
import io.tributary.stack.status.ArchiveStatus;
import io.tributary.stack.status.ConnectorStatus;
import io.tributary.stack.status.ProcessStatus;
import io.tributary.stack.status.SourceStatus;
import io.tributary.stack.status.StackStatus;
import io.tributary.stack.status.StackStatus.SupervisorStatus;
import io.tributary.stack.status.TableStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts the state of a stack together from all who know a part of it. */
final class StatusBoard {

    private static final Duration FRESH = Duration.ofMillis(900);

    private final StackPlan plan;
    private final Children children;
    private final Capture capture;
    private final CaptureLoop loop;
    private final ArchiveLoop archive;
    private final ExpectedTables expected;
    private final DiskWatch disk;
    private final ProgressTopics progressTopics;
    private final AppClient spark;
    private final AppClient streams;
    private final AcceptedContracts contracts;
    private boolean ready;
    private StackStatus last;
    private long lastAt;

    StatusBoard(
            StackPlan plan,
            Children children,
            Capture capture,
            CaptureLoop loop,
            ArchiveLoop archive,
            ExpectedTables expected,
            ProgressTopics progressTopics) {
        Ports ports = plan.context().config().stack().ports();
        this.plan = plan;
        this.children = children;
        this.capture = capture;
        this.loop = loop;
        this.archive = archive;
        this.expected = expected;
        this.progressTopics = progressTopics;
        this.disk = new DiskWatch(plan.context().state());
        this.contracts = new AcceptedContracts(plan.context().state());
        this.spark = new AppClient(ports.of(PortRole.SPARK));
        this.streams = new AppClient(ports.of(PortRole.STREAMS));
    }

    /** The state now, or as it was less than a second ago. */
    synchronized StackStatus status() {
        if (last == null || System.nanoTime() - lastAt > FRESH.toNanos()) {
            last = look();
            lastAt = System.nanoTime();
        }
        return last;
    }

    private StackStatus look() {
        List<ProcessStatus> processes = children.status();
        Capture.View view = capture.view();
        List<ConnectorStatus> connectors = new ArrayList<>(view.connectors());
        archive.status().ifPresent(connectors::add);
        Optional<ArchiveStatus> archived = archive.progress();
        List<SourceStatus> sources = view.sources();
        SourceProgress progress = progressTopics.progress(loop.current());
        List<TableStatus> tables = TableReport.of(spark.status(), streams.status(), sources, contracts.read());
        Readiness readiness = Readiness.of(processes, connectors, sources, tables, expected.of(sources, tables));
        List<String> pending = new ArrayList<>();
        if (loop.isBusy()) {
            ready = false;
        }
        if (!ready) {
            if (loop.isBusy()) {
                pending.add("the sources are being prepared");
            }
            pending.addAll(readiness.pending());
            ready = pending.isEmpty();
        }
        return new StackStatus(
                ready,
                pending,
                readiness.progress(),
                new SupervisorStatus(ProcessHandle.current().pid(), ResidentMemory.of(ProcessHandle.current())),
                Problems.of(processes, connectors, sources, progress.files(), archived, tables, disk),
                processes,
                connectors,
                sources,
                progress.files(),
                progress.polls(),
                archived.orElse(null),
                tables,
                EndpointList.of(plan),
                disk.look());
    }
}
