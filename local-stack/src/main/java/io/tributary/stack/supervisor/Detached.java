package io.tributary.stack.supervisor;

import io.tributary.stack.layout.StackException;
import io.tributary.stack.layout.StateDirectory;
import io.tributary.stack.process.OwnSession;
import io.tributary.stack.status.StackStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A supervisor in a process and session of its own, which outlives its starter and the terminal. */
public final class Detached {

    private static final long LOOK_EVERY_MS = 250;

    private final StateDirectory state;

    public Detached(StateDirectory state) {
        this.state = state;
    }

    /**
     * Starts a supervisor and waits until its stack is ready.
     *
     * @param command the supervisor's command line
     * @param progress hears how far it is
     * @return the state in which it is ready
     * @throws StackException if the stack cannot be started; everything is stopped then
     */
    public StackStatus start(List<String> command, Consumer<StackStatus> progress) {
        state.create();
        delete(failureFile());
        Process supervisor = ChildStart.start(OwnSession.of(command), Map.of(), Set.of(), state.supervisorLog());
        StackClient client = new StackClient(state);
        while (!ended(supervisor)) {
            StackStatus status = client.statusOf(supervisor.pid()).orElse(null);
            if (status != null) {
                progress.accept(status);
                if (status.ready()) {
                    return status;
                }
            }
        }
        throw new StackException(reason(supervisor));
    }

    /** Leaves the reason of a failure for the one who started this supervisor. */
    public static void reportFailure(StateDirectory state, String reason) {
        try {
            Files.writeString(failureFile(state), reason);
        } catch (IOException e) {
            org.slf4j.LoggerFactory.getLogger(Detached.class).error("{}", reason);
        }
    }

    private static boolean ended(Process supervisor) {
        try {
            CompletableFuture<Process> exit = supervisor.onExit();
            exit.get(LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Waiting for a process does not fail", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while the stack was starting; it goes on in the background", e);
        }
    }

    private String reason(Process supervisor) {
        try {
            Path file = failureFile();
            if (Files.exists(file)) {
                return Files.readString(file);
            }
        } catch (IOException e) {
            return "The stack could not be started, and why cannot be read: " + e;
        }
        return "The supervisor ended with exit code " + supervisor.exitValue() + LogTail.quote(state.supervisorLog());
    }

    private Path failureFile() {
        return failureFile(state);
    }

    private static Path failureFile(StateDirectory state) {
        return state.run().resolve("failure.txt");
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new StackException("The file " + file + " cannot be deleted: " + e, e);
        }
    }
}
