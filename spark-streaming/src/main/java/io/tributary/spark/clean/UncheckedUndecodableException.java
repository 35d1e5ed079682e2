package io.tributary.spark.clean;

/** Carries an {@link UndecodableRecordException} through an iterator and out of a task. */
public final class UncheckedUndecodableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UncheckedUndecodableException(UndecodableRecordException cause) {
        super(cause.getMessage(), cause);
    }
}
