package io.tributary.stack.supervisor;

import io.tributary.stack.config.TributaryConfig;
import io.tributary.stack.contract.StackContracts;
import io.tributary.stack.layout.ProcessName;
import io.tributary.stack.layout.StackException;
import io.tributary.stack.layout.StateDirectory;
import io.tributary.stack.status.ProcessStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Contracts that a running stack is to work by from now on. */
final class ChangedContracts {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK_EVERY = Duration.ofMillis(300);

    private final StateDirectory state;
    private final StackContracts contracts;

    ChangedContracts(StateDirectory state, TributaryConfig config) {
        this.state = state;
        this.contracts = new StackContracts(config, state, System.getenv());
    }

    boolean areThere() {
        return contracts.areChanged();
    }

    /**
     * Makes sure that the running supervisor can start the Streams app with them.
     *
     * @throws StackException if they need what only a new supervisor has
     */
    void requireTakable() {
        Set<String> variables = contracts.newVariables();
        if (!variables.isEmpty()) {
            throw new StackException(
                    "The contracts refer to the environment variables " + variables
                            + ", which the running stack was not started with. Stop it with 'tributary down' and start it again");
        }
    }

    /**
     * Accepts them, and waits until the Streams app works by them.
     *
     * @return what was done, for people
     */
    List<String> take() {
        if (!areThere()) {
            return List.of();
        }
        StackClient client = new StackClient(state);
        Long before = streams(client).map(ProcessStatus::pid).orElse(null);
        contracts.accept();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (streams(client)
                .filter(process -> process.state().equals(ProcessState.RUNNING.name()))
                .filter(process -> !process.pid().equals(before))
                .isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new StackException("The Streams app does not run with the changed contracts after "
                        + PATIENCE.toMinutes() + " minutes; see " + state.log(ProcessName.STREAMS));
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        return List.of("The Streams app works by the changed contracts.");
    }

    private static Optional<ProcessStatus> streams(StackClient client) {
        return client.status().processes().stream()
                .filter(process -> process.name().equals(ProcessName.STREAMS.label()) && process.pid() != null)
                .findFirst();
    }
}
