package io.tributary.spark.query;

/** A statement that cannot be answered for a reason the user can act on; the message is meant for them as it is. */
final class StatementException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StatementException(String message) {
        super(message);
    }
}
