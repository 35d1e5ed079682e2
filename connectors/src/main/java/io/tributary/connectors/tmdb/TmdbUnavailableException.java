package io.tributary.connectors.tmdb;

import java.io.IOException;

/** TMDB did not answer usefully, however often it was asked; later it may. Its message has neither key nor token. */
final class TmdbUnavailableException extends IOException {

    TmdbUnavailableException(String message) {
        super(message);
    }
}
