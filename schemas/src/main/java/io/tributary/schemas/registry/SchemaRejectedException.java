package io.tributary.schemas.registry;

/** The registry answered that it does not take this schema or this caller. A retry will not help. */
public final class SchemaRejectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SchemaRejectedException(String message) {
        super(message);
    }
}
