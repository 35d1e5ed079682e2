package io.tributary.stack.supervisor;

import io.tributary.stack.config.PostgresSource;
import io.tributary.stack.config.SourceConfig;
import io.tributary.stack.connect.SourceCaptures;
import io.tributary.stack.layout.StackException;
import io.tributary.stack.layout.StateDirectory;
import io.tributary.stack.process.EmbeddedPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Stops the stack of a state directory from another process, with or without a supervisor that lives. */
public final class Shutdown {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final StateDirectory state;

    public Shutdown(StateDirectory state) {
        this.state = state;
    }

    /**
     * Stops what runs.
     *
     * @param notice hears what is waited for, from any thread
     * @return whether anything ran
     * @throws StackException if it cannot be stopped
     */
    public boolean stop(Consumer<String> notice) {
        if (!state.exists()) {
            return false;
        }
        state.create();
        StopReport.of(state, notice);
        Optional<ProcessHandle> supervisor = supervisor();
        supervisor.ifPresent(this::end);
        StateLock lock = StateLock.tryTake(state).orElseThrow(this::stillHeld);
        try {
            int left = new Leftovers(state).end();
            StackJournal.end(state);
            return supervisor.isPresent() || left > 0;
        } finally {
            lock.close();
        }
    }

    /**
     * Removes what was made in the sources, then deletes the state of a stopped stack.
     *
     * @param notice hears what is about to happen, and what was done
     * @throws StackException if something in a source cannot be removed; the state is kept then
     */
    public void purge(Consumer<String> notice) {
        if (!state.exists()) {
            notice.accept("There is nothing to delete at " + state.root() + ".");
            return;
        }
        KnownSources known = new KnownSources(state);
        List<PostgresSource> remaining = new ArrayList<>();
        // Nothing of ours is where other sources are, and what is in the embedded Postgres goes with its files.
        for (SourceConfig source : known.touched()) {
            if (source instanceof PostgresSource postgres && !EmbeddedPostgres.isOwn(state, postgres)) {
                remaining.add(postgres);
            }
        }
        List<String> problems = new ArrayList<>();
        for (PostgresSource source : List.copyOf(remaining)) {
            notice.accept("Source " + source.name() + " at " + source.address()
                    + ": dropping its replication slot and publication.");
            try {
                SourceCaptures.releaseWithoutConnect(source, notice);
                remaining.remove(source);
                known.writeTouched(remaining);
            } catch (StackException e) {
                problems.add(e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new StackException(
                    String.join("\n", problems) + "\nNothing was deleted. Try again when the database can"
                            + " be reached; if it is gone for good, delete " + state.root() + " by hand");
        }
        notice.accept("Deleting " + state.root() + ".");
        FolderDeletion.delete(state.root());
    }

    private Optional<ProcessHandle> supervisor() {
        Optional<StateLock> free = StateLock.tryTake(state);
        if (free.isPresent()) {
            free.get().close();
            return Optional.empty();
        }
        StackFile file = new StackFile(state.stackFile());
        return file.read().flatMap(stack -> stack.supervisor().find());
    }

    private void end(ProcessHandle supervisor) {
        supervisor.destroy();
        try {
            supervisor.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            // It hangs; its children are stopped below like those of one that was killed.
            Termination.kill(supervisor);
        } catch (ExecutionException e) {
            throw new StackException("The supervisor (pid " + supervisor.pid() + ") cannot be stopped", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while stopping the stack", e);
        }
    }

    private StackException stillHeld() {
        return new StackException("The state directory " + state.root() + " is in use by a process that "
                + state.stackFile() + " does not name. Find it with  fuser " + state.lockFile() + "  and end it");
    }
}
