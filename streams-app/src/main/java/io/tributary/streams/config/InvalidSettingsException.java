package io.tributary.streams.config;

/** The configuration cannot be used. The message names the file, the key, what is wrong and how to put it right. */
public final class InvalidSettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InvalidSettingsException(String message) {
        super(message);
    }

    public InvalidSettingsException(String message, Throwable cause) {
        super(message, cause);
    }
}
