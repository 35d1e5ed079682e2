package io.tributary.schemas.contract.expression;

/** An expression has no value for a row, for instance since it divides by zero. */
public final class FailedExpressionException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * A failure; without a stack trace, since it may come with every row.
     *
     * @param problem what CEL says
     */
    public FailedExpressionException(String problem) {
        super(problem, null, false, false);
    }
}
