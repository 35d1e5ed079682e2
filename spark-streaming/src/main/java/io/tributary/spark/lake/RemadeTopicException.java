package io.tributary.spark.lake;

/** A table's clean topic was deleted and made again since the table got records of it. */
public final class RemadeTopicException extends Exception {

    private static final long serialVersionUID = 1L;

    RemadeTopicException(String message) {
        super(message);
    }
}
