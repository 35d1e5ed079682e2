package io.tributary.connectors.files.archive;

import java.io.IOException;

/** This machine's disk is full or not writable: nothing that the file could be blamed for. */
public final class SpoolException extends IOException {

    SpoolException(String message, Throwable cause) {
        super(message, cause);
    }
}
