package io.tributary.stack.connect;

/** Kafka Connect could not be reached, or refused. The message holds no secrets. */
public final class ConnectException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ConnectException(String message) {
        super(message);
    }

    ConnectException(String message, Throwable cause) {
        super(message, cause);
    }
}
