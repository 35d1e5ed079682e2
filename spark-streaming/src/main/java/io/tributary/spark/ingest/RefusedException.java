package io.tributary.spark.ingest;

/** What was asked of a table cannot be done with it now. The message says why, for people; nothing was changed. */
public final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    public RefusedException(String message) {
        super(message);
    }
}
