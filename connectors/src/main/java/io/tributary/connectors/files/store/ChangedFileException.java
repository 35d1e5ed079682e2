package io.tributary.connectors.files.store;

import java.io.IOException;

/** The file is no longer the one that was listed: it grew, shrank or was put there again. */
public final class ChangedFileException extends IOException {

    public ChangedFileException(String message) {
        super(message);
    }

    public ChangedFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
