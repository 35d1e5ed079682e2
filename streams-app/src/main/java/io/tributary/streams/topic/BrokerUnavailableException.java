package io.tributary.streams.topic;

/** The broker could not be asked, or refused. The caller may try again. */
public final class BrokerUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BrokerUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
