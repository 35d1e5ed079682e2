package io.tributary.schemas.contract.expression;

/** An expression is not CEL, names a column that is not there, or has the wrong type. */
public final class InvalidExpressionException extends Exception {

    private static final long serialVersionUID = 1L;

    public InvalidExpressionException(String message) {
        super(message);
    }
}
