package io.tributary.streams.column;

/** A value has no place in the clean type of its column. Carries no stack trace: it is a value, and may come often. */
public final class UnrepresentableValueException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * A value that does not fit.
     *
     * @param problem what is wrong with the value, without repeating it in full
     */
    public UnrepresentableValueException(String problem) {
        super(problem, null, false, false);
    }
}
