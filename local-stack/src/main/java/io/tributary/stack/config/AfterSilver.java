package io.tributary.stack.config;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What becomes of a file whose records are all in bronze and silver or dead letters.
 *
 * @param action what
 * @param folder where it is moved to, below the URL and without a slash at its end; set if and only if it is moved
 */
public record AfterSilver(Action action, Optional<String> folder) {

    /** What can be done. */
    public enum Action {
        KEEP,
        DELETE,
        MOVE
    }

    public static final AfterSilver KEEP = new AfterSilver(Action.KEEP, Optional.empty());
    public static final AfterSilver DELETE = new AfterSilver(Action.DELETE, Optional.empty());

    public AfterSilver {
        requireNonNull(action, "action is null");
        requireNonNull(folder, "folder is null");
        if (folder.isPresent() != (action == Action.MOVE)) {
            throw new IllegalArgumentException("A folder is for files that are moved, and they need one");
        }
    }

    public static AfterSilver moveTo(String folder) {
        return new AfterSilver(Action.MOVE, Optional.of(folder));
    }

    /** Whether files are taken away. */
    public boolean releases() {
        return action != Action.KEEP;
    }
}
