package io.tributary.schemas.registry;

/** The registry answered that it does not take a schema: incompatible or invalid. A retry will not help. */
public final class SchemaRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SchemaRefusedException(String message) {
        super(message);
    }
}
