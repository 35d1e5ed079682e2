package io.tributary.stack.connect;

import io.tributary.stack.config.PostgresSource;
import io.tributary.stack.layout.PrivateFile;
import io.tributary.stack.layout.StackException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The files from which Kafka Connect reads the passwords, tokens and keys of sources, so that they are in no configuration
 * and no topic.
 */
final class PasswordFiles {

    private static final String KEY = "database.password";

    private final Path folder;

    PasswordFiles(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    /** What stands for the password in a connector's configuration; empty text if the source has none. */
    String reference(PostgresSource source) {
        return source.password().reveal().isEmpty() ? "" : reference(source.name(), KEY);
    }

    void write(PostgresSource source) {
        PrivateFile.writeProperties(
                file(source.name()), Map.of(KEY, source.password().reveal()));
    }

    /** What stands for a secret in a connector's configuration. */
    String reference(String source, String key) {
        return "${file:" + file(source) + ":" + key + "}";
    }

    /**
     * Writes the secrets of a source, by key; without any there is no file.
     *
     * @return whether they are others than before
     */
    boolean write(String source, Map<String, String> secrets) {
        if (secrets.equals(read(source))) {
            return false;
        }
        if (secrets.isEmpty()) {
            delete(source);
        } else {
            PrivateFile.writeProperties(file(source), secrets);
        }
        return true;
    }

    private Map<String, String> read(String source) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file(source))) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            return Map.of();
        } catch (IOException | IllegalArgumentException e) {
            throw new StackException("The file " + file(source) + " cannot be read: " + e.getMessage(), e);
        }
        Map<String, String> secrets = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> secrets.put(key, properties.getProperty(key)));
        return secrets;
    }

    void delete(String source) {
        try {
            Files.deleteIfExists(file(source));
        } catch (IOException e) {
            throw new StackException("The file " + file(source) + " cannot be deleted: " + e, e);
        }
    }

    private Path file(String source) {
        return folder.resolve("source-" + source + ".properties");
    }
}
