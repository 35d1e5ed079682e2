package io.tributary.schemas.archive;

/** An object of the archive's manifest or a claim is no entry. */
public final class MalformedEntryException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedEntryException(String key, String reason, Throwable cause) {
        super("The archive's manifest entry " + key + " is damaged: " + reason + "; restore it from a copy", cause);
    }
}
