package io.tributary.connectors.files.store;

import java.io.IOException;

/** The store refuses the login or the folder; what is configured has to change. */
public final class AccessRefusedException extends IOException {

    public AccessRefusedException(String message) {
        super(message);
    }

    public AccessRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
