package io.tributary.spark.query;

/** Carries an error of Spark, which throws checked exceptions without declaring them, to {@link ReadableError}. */
final class ExecutionFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ExecutionFailedException(Throwable cause) {
        super(cause);
    }
}
