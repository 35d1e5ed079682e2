package io.tributary.connectors.files;

import io.tributary.connectors.files.archive.SpoolException;
import io.tributary.connectors.files.store.AccessRefusedException;
import io.tributary.connectors.files.store.ChangedFileException;
import io.tributary.connectors.files.store.MissingFileException;
import io.tributary.connectors.files.store.StoreUnavailableException;

/** Whose fault a failure is, however deep a decompressor or parser wrapped it. */
enum Blame {
    /** The store or this machine: the same file may be readable later. */
    SURROUNDINGS,
    /** The file became another one. */
    CHANGE,
    /** The store lists the file and does not give it. */
    REFUSAL,
    /** What is in the file. */
    CONTENT;

    static Blame of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StoreUnavailableException
                    || cause instanceof SpoolException
                    || cause instanceof AccessRefusedException) {
                return SURROUNDINGS;
            }
            if (cause instanceof ChangedFileException) {
                return CHANGE;
            }
            if (cause instanceof MissingFileException) {
                return REFUSAL;
            }
        }
        return CONTENT;
    }
}
