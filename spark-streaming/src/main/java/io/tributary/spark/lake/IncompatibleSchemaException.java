package io.tributary.spark.lake;

/** A clean topic's schema cannot be brought into its table's columns without losing values. */
public final class IncompatibleSchemaException extends Exception {

    private static final long serialVersionUID = 1L;

    public IncompatibleSchemaException(String message) {
        super(message);
    }
}
