package io.tributary.connectors.files.store;

import java.io.IOException;

/** The store has no such file, or does not give it away. */
public final class MissingFileException extends IOException {

    public MissingFileException(String message) {
        super(message);
    }

    public MissingFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
