package io.tributary.spark.query;

/** A statement was ended before its last row, by its client or by the clock. */
final class QueryEndedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final RunningQuery.EndReason reason;

    QueryEndedException(RunningQuery.EndReason reason) {
        super("Statement ended: " + reason);
        this.reason = reason;
    }

    RunningQuery.EndReason reason() {
        return reason;
    }
}
