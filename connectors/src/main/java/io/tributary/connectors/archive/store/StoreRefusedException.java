package io.tributary.connectors.archive.store;

/** The store refuses, and would refuse again; the message names the action and what it needs. */
public final class StoreRefusedException extends RuntimeException {

    public StoreRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
