package io.tributary.stack.supervisor;

import io.tributary.stack.config.PortRole;
import io.tributary.stack.contract.AcceptedContracts;
import io.tributary.stack.contract.StackContracts;
import io.tributary.stack.layout.ProcessName;
import io.tributary.stack.layout.StackException;
import io.tributary.stack.layout.StateDirectory;
import io.tributary.stack.process.ProcessSpec;
import io.tributary.stack.process.ProcessSpecs;
import io.tributary.stack.progress.ProgressTopics;
import io.tributary.stack.release.ReleaseLoop;
import io.tributary.stack.status.Endpoints;
import io.tributary.stack.status.StackStatus;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running stack. This process is its supervisor. */
public final class Stack implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Stack.class);

    private final StackPlan plan;
    private final StateLock lock;
    private final Children children;
    private final CaptureLoop loop;
    private final ProgressTopics progress;
    private final ArchiveLoop archive;
    private final ReleaseLoop release;
    private final StatusBoard board;
    private final StatusServer server;
    private final Upkeep upkeep;
    private final CompletableFuture<Void> ready;
    private boolean closed;

    private Stack(StackPlan plan, StateLock lock) {
        this.plan = plan;
        this.lock = lock;
        List<ProcessSpec> specs =
                ProcessSpecs.of(plan.context(), plan.postgres().isPresent());
        StackJournal journal = StackJournal.begin(plan);
        this.children = new Children(specs, Timing.DEFAULT, journal);
        ContractsWatch contracts =
                new ContractsWatch(new AcceptedContracts(plan.context().state()), children);
        Capture capture = KafkaCapture.of(plan, contracts::inForce);
        ExpectedTables expected = new ExpectedTables();
        this.loop = new CaptureLoop(plan, children, capture);
        this.progress = new ProgressTopics(
                EndpointList.of(plan).kafka().bootstrap(),
                URI.create(EndpointList.of(plan).registry().url()));
        this.archive = new ArchiveLoop(plan, children);
        this.release = new ReleaseLoop(
                EndpointList.of(plan).kafka().bootstrap(),
                new ReleaseLoop.Sight(
                        loop::current,
                        progress::done,
                        new AcceptedContracts(plan.context().state())::read,
                        new AppClient(port(PortRole.SPARK))::status));
        this.board = new StatusBoard(plan, children, capture, loop, archive, expected, progress);
        this.server = StatusServer.start(port(PortRole.SUPERVISOR), board::status);
        this.upkeep = new Upkeep(plan, children, board, loop, expected, contracts);
        this.ready = upkeep.ready();
        children.start();
        loop.start();
        progress.start();
        archive.start();
        release.start();
        upkeep.start();
    }

    /**
     * Starts a stack. Returns when the processes are being started; {@link #awaitReady} waits for the rest.
     *
     * @throws StackException if the stack runs already, a port is taken, the disk is full or the state is unusable
     */
    public static Stack start(StackPlan plan) {
        StateDirectory state = plan.context().state();
        state.create();
        StateLock lock = StateLock.tryTake(state)
                .orElseThrow(() -> new StackException("A stack with the state directory " + state.root()
                        + " is running already. See it with 'tributary status', stop it with 'tributary down', or start"
                        + " another one with --state and its own ports"));
        try {
            new DiskWatch(state).requireSpace();
            new Leftovers(state).end();
            SourceCheck.requireFit(plan);
            PortCheck.requireFree(plan.context().config().stack().ports(), roles(plan));
            new StackContracts(plan.context().config(), state, System.getenv()).accept();
            return new Stack(plan, lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Waits until every process serves, every connector runs and every captured table can be queried.
     *
     * @throws StackException if that cannot be, or is not so in time
     */
    public void awaitReady(Duration patience) {
        try {
            ready.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StackException known ? known : new StackException("The stack failed", e);
        } catch (TimeoutException e) {
            throw new StackException("The stack is not ready after " + patience.toSeconds() + " s: "
                    + String.join("; ", status().pending()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while waiting for the stack", e);
        }
    }

    /** Completes when the stack is ready; exceptionally if it cannot become so. */
    public CompletableFuture<Void> ready() {
        return ready.copy();
    }

    public StackStatus status() {
        return board.status();
    }

    public Endpoints endpoints() {
        return EndpointList.of(plan);
    }

    public StackPlan plan() {
        return plan;
    }

    /** Kills a process with SIGKILL, as an accident would. It is started again. Returns when it is gone. */
    public void kill(ProcessName name) {
        children.keeper(name).handle().ifPresent(Termination::kill);
    }

    /** Stops every process in order. Returns when they are gone. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        LOG.info("stack stops");
        upkeep.close();
        loop.close();
        progress.close();
        archive.close();
        release.close();
        plan.workload().ifPresent(Workload::close);
        children.stop();
        server.close();
        StackJournal.end(plan.context().state());
        lock.close();
        LOG.info("stack stopped");
    }

    private int port(PortRole role) {
        return plan.context().config().stack().ports().of(role);
    }

    private static Set<PortRole> roles(StackPlan plan) {
        Set<PortRole> roles = EnumSet.allOf(PortRole.class);
        roles.removeAll(Set.of(PortRole.FTP, PortRole.TMDB));
        plan.workload().ifPresent(workload -> roles.addAll(workload.ports()));
        if (plan.postgres().isEmpty()) {
            roles.remove(PortRole.POSTGRES);
        }
        if (plan.context().config().lake().external().isPresent()) {
            roles.remove(PortRole.OBJECTSTORE);
        }
        return roles;
    }

    static Map<String, Integer> portsByKey(StackPlan plan) {
        Map<String, Integer> ports = new TreeMap<>();
        Arrays.stream(PortRole.values())
                .forEach(role -> ports.put(
                        role.key(), plan.context().config().stack().ports().of(role)));
        return ports;
    }
}
