package io.tributary.stack.connect;

import io.tributary.stack.config.PostgresSource;
import io.tributary.stack.layout.PrivateFile;
import io.tributary.stack.layout.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The files from which Kafka Connect reads the passwords of sources, so that they are in no configuration and no topic. */
final class PasswordFiles {

    private static final String KEY = "database.password";

    private final Path folder;

    PasswordFiles(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    /** What stands for the password in a connector's configuration; empty text if the source has none. */
    String reference(PostgresSource source) {
        return source.password().reveal().isEmpty() ? "" : "${file:" + file(source) + ":" + KEY + "}";
    }

    void write(PostgresSource source) {
        PrivateFile.writeProperties(file(source), Map.of(KEY, source.password().reveal()));
    }

    void delete(PostgresSource source) {
        try {
            Files.deleteIfExists(file(source));
        } catch (IOException e) {
            throw new StackException("The file " + file(source) + " cannot be deleted: " + e, e);
        }
    }

    private Path file(PostgresSource source) {
        return folder.resolve("source-" + source.name() + ".properties");
    }
}
