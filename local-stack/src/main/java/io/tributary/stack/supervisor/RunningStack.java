package io.tributary.stack.supervisor;

import io.tributary.stack.config.SourceConfig;
import io.tributary.stack.config.TributaryConfig;
import io.tributary.stack.layout.StackException;
import io.tributary.stack.layout.StateDirectory;
import io.tributary.stack.status.StackStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** A stack that another process supervises, as a second {@code up} finds it. */
public final class RunningStack {

    private static final Duration LOOK_EVERY = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final StateDirectory state;

    private RunningStack(StateDirectory state) {
        this.state = state;
    }

    /** The stack of a state directory, if its supervisor lives. */
    public static Optional<RunningStack> find(StateDirectory state) {
        if (!state.exists()) {
            return Optional.empty();
        }
        state.create();
        Optional<StateLock> free = StateLock.tryTake(state);
        free.ifPresent(StateLock::close);
        return free.isPresent() ? Optional.empty() : Optional.of(new RunningStack(state));
    }

    /**
     * Makes the stack capture the sources of a changed configuration, by the contracts that it names.
     *
     * @return what was done, for people
     * @throws StackException if nothing has changed, or more than the sources and contracts, or the supervisor refuses
     */
    public List<String> take(TributaryConfig config, String origin) {
        StackRecord running = new StackFile(state.stackFile())
                .read()
                .orElseThrow(() -> new StackException("A stack with the state directory " + state.root()
                        + " is just starting or stopping; try again in a moment"));
        String about = "A stack with the state directory " + state.root() + " is running already (supervisor pid "
                + running.supervisor().pid() + ")";
        if (!running.config().equals(origin)) {
            throw new StackException(about + ", started from " + running.config()
                    + ". Stop it with 'tributary down', or start another one with --state and its own ports");
        }
        if (!running.settings().equals(Fingerprint.of(config))) {
            throw new StackException(about + ", and the sections 'stack', 'lake' or 'archive' of " + origin
                    + " have changed since. Stop it with 'tributary down' and start it again");
        }
        List<SourceConfig> sources = config.sources(SourceConfig.class);
        boolean sameSources = sources.equals(new KnownSources(state).captured());
        ChangedContracts contracts = new ChangedContracts(state, config);
        if (sameSources && !contracts.areThere()) {
            throw new StackException(about + ", and captures what " + origin + " names. See it with 'tributary status',"
                    + " stop it with 'tributary down'");
        }
        contracts.requireTakable();
        SourceCheck.requireFit(sources, new KnownSources(state));
        List<String> notices = new ArrayList<>(contracts.take());
        if (!sameSources || !notices.isEmpty()) {
            // Contracts may give tables a key.
            notices.addAll(new SourceUpdate(state).send(sources));
        }
        return List.copyOf(notices);
    }

    /**
     * Waits until what was taken in can be queried.
     *
     * @param progress hears how far it is
     * @return the state in which it is ready
     * @throws StackException if that does not happen in time
     */
    public StackStatus awaitReady(Consumer<StackStatus> progress) {
        StackClient client = new StackClient(state);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        StackStatus status = client.status();
        while (!status.ready()) {
            progress.accept(status);
            if (System.nanoTime() > deadline) {
                throw new StackException("The stack is not ready after " + PATIENCE.toMinutes() + " minutes: "
                        + String.join("; ", status.pending()));
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            status = client.status();
        }
        progress.accept(status);
        return status;
    }
}
