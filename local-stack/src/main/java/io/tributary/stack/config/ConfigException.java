package io.tributary.stack.config;

import java.util.Objects;

/**
 * The configuration cannot be used. The message names the file, the place in it, the key, what is wrong and the fix; it
 * never holds a value that may be secret.
 */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ConfigException(String message) {
        super(message);
    }

    ConfigException(String file, Node at, String path, String problem) {
        super(file + ":" + at.place() + ": " + (path.isEmpty() ? "" : path + ": ") + Objects.requireNonNull(problem));
    }
}
