package io.tributary.stack.supervisor;

import io.tributary.stack.layout.StackException;
import io.tributary.stack.layout.StateDirectory;
import io.tributary.stack.status.DiskStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/** Looks at the free space of the disk that holds the state directory. */
final class DiskWatch {

    private static final long MEBIBYTE = 1024L * 1024;
    private static final long FULL_BELOW = 300 * MEBIBYTE;
    private static final long LOW_BELOW = 2048 * MEBIBYTE;

    private final StateDirectory state;

    DiskWatch(StateDirectory state) {
        this.state = state;
    }

    /**
     * Checks before the start.
     *
     * @throws StackException if there is too little space to start at all
     */
    void requireSpace() {
        DiskStatus disk = look();
        if (disk.state().equals("FULL")) {
            throw new StackException("The disk of " + state.root() + " is full: " + disk.freeBytes() / MEBIBYTE
                    + " MiB are free, at least " + FULL_BELOW / MEBIBYTE
                    + " are needed to start. Free some space, or choose another directory with --state");
        }
    }

    DiskStatus look() {
        try {
            long free = Files.getFileStore(state.root()).getUsableSpace();
            String level = free < FULL_BELOW ? "FULL" : free < LOW_BELOW ? "LOW" : "OK";
            return new DiskStatus(free, level);
        } catch (IOException e) {
            throw new StackException("The free space of " + state.root() + " is not known: " + e, e);
        }
    }

    /** What the user should know, if anything. */
    Optional<String> warning() {
        DiskStatus disk = look();
        return disk.state().equals("OK")
                ? Optional.empty()
                : Optional.of("The disk of " + state.root() + " is "
                        + (disk.state().equals("FULL") ? "full" : "nearly full") + ": " + disk.freeBytes() / MEBIBYTE
                        + " MiB are free. Free some space; nothing is lost, and what failed is tried again");
    }
}
