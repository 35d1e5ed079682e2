package io.tributary.spark.ingest;

/** A replay that cannot begin, be stopped or go on. The message says why, for people; nothing was changed. */
public final class ReplayRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    ReplayRefusedException(String message) {
        super(message);
    }
}
