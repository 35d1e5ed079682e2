package io.tributary.stack.supervisor;

import io.tributary.stack.layout.StackException;
import io.tributary.stack.layout.StateDirectory;
import io.tributary.stack.process.ProcessSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes every start and end of a process to the state file, for the one who finds it after a crash. */
final class StackJournal implements Keeper.Journal {

    private static final Logger LOG = LoggerFactory.getLogger(StackJournal.class);

    private final StackFile file;
    private StackRecord record;

    private StackJournal(StackFile file, StackRecord record) {
        this.file = file;
        this.record = record;
    }

    static StackJournal begin(StackPlan plan) {
        StackFile file = new StackFile(plan.context().state().stackFile());
        StackRecord empty = new StackRecord(
                ProcessIdentity.of(ProcessHandle.current()),
                Map.of(),
                Stack.portsByKey(plan),
                plan.origin(),
                Fingerprint.of(plan.context().config()));
        file.write(empty);
        return new StackJournal(file, empty);
    }

    /** Forgets a stack that was stopped in order. */
    static void end(StateDirectory state) {
        try {
            Files.deleteIfExists(state.stackFile());
        } catch (IOException e) {
            LOG.warn("{} cannot be deleted: {}", state.stackFile(), e.getMessage());
        }
    }

    @Override
    public synchronized void started(ProcessSpec spec, ProcessHandle process) {
        change(record.withChild(spec.name().label(), ProcessIdentity.of(process)));
    }

    @Override
    public synchronized void ended(ProcessSpec spec) {
        change(record.withoutChild(spec.name().label()));
    }

    private void change(StackRecord next) {
        record = next;
        try {
            file.write(next);
        } catch (StackException e) {
            // A full disk must not keep a process from being started again; it is found by its command line too.
            LOG.warn("{}", e.getMessage());
        }
    }
}
