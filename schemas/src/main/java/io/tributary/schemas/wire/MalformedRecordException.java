package io.tributary.schemas.wire;

/** A record's bytes are not what its topic promises. The record is at fault, never the infrastructure. */
public final class MalformedRecordException extends Exception {

    private static final long serialVersionUID = 1L;

    public MalformedRecordException(String message) {
        super(message);
    }

    public MalformedRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
