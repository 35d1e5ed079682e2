package io.tributary.schemas.registry;

/** The registry answered, and has no schema of this id. */
public final class UnknownSchemaException extends Exception {

    private static final long serialVersionUID = 1L;

    public UnknownSchemaException(int id) {
        super("The schema registry has no schema with id " + id
                + "; the record was written against another registry, or its schema was deleted");
    }
}
