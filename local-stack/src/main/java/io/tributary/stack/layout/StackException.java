package io.tributary.stack.layout;

/**
 * Something that stops the stack and that the user can act on. The message is complete by itself: what is wrong,
 * where, how to put it right. It is shown without a stack trace.
 */
public final class StackException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StackException(String message) {
        super(message);
    }

    public StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
