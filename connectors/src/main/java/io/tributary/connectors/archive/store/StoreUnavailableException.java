package io.tributary.connectors.archive.store;

/** The store does not answer, or says that it cannot just now; worth a retry. */
public final class StoreUnavailableException extends RuntimeException {

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
