package io.tributary.connectors.files.store;

import java.io.IOException;

/** The store did not answer or broke off. Trying again later may help. */
public final class StoreUnavailableException extends IOException {

    public StoreUnavailableException(String message) {
        super(message);
    }

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
