package io.tributary.connectors.files;

import java.io.IOException;

/** A file lacks a column that the key is made of. */
final class MissingKeyException extends IOException {

    MissingKeyException(String message) {
        super(message);
    }
}
