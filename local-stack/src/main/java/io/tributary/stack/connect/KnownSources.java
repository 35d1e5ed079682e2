package io.tributary.stack.connect;

import io.tributary.stack.config.PostgresSource;
import io.tributary.stack.config.Secret;
import io.tributary.stack.config.TlsMode;
import io.tributary.stack.layout.PrivateFile;
import io.tributary.stack.layout.StackException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The connection data of every source that something was made in, one file each: where Connect reads the password, and
 * what a source can be cleaned up by once it is no longer in the configuration.
 */
final class KnownSources {

    /** Key of the password in a file. */
    static final String PASSWORD = "database.password";

    private static final String PREFIX = "source-";
    private static final String SUFFIX = ".properties";

    private final Path folder;

    KnownSources(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    Path file(String source) {
        return folder.resolve(PREFIX + source + SUFFIX);
    }

    void remember(PostgresSource source) {
        Map<String, String> values = new TreeMap<>();
        values.put("database.hostname", source.host());
        values.put("database.port", String.valueOf(source.port()));
        values.put("database.dbname", source.database());
        values.put("database.user", source.user());
        values.put(PASSWORD, source.password().reveal());
        values.put("database.sslmode", source.tls().label());
        source.tlsRootCertificate()
                .ifPresent(file ->
                        values.put("database.sslrootcert", file.toAbsolutePath().toString()));
        PrivateFile.writeProperties(file(source.name()), values);
    }

    void forget(String source) {
        try {
            Files.deleteIfExists(file(source));
        } catch (IOException e) {
            throw new StackException("The file " + file(source) + " cannot be deleted: " + e, e);
        }
    }

    /** All sources that are known; their table patterns are not. */
    List<PostgresSource> all() {
        Map<String, PostgresSource> sources = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                name = name.substring(PREFIX.length(), name.length() - SUFFIX.length());
                sources.put(name, read(name, file));
            }
        } catch (IOException e) {
            throw new StackException("The folder " + folder + " cannot be read: " + e, e);
        }
        return List.copyOf(sources.values());
    }

    private static PostgresSource read(String name, Path file) {
        Properties values = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            values.load(reader);
            return new PostgresSource(
                    name,
                    values.getProperty("database.hostname"),
                    Integer.parseInt(values.getProperty("database.port")),
                    values.getProperty("database.dbname"),
                    values.getProperty("database.user"),
                    Secret.of(values.getProperty(PASSWORD)),
                    TlsMode.valueOf(values.getProperty("database.sslmode")
                            .toUpperCase(Locale.ROOT)
                            .replace('-', '_')),
                    Optional.ofNullable(values.getProperty("database.sslrootcert"))
                            .map(Path::of),
                    List.of(),
                    List.of());
        } catch (IOException | IllegalArgumentException | NullPointerException e) {
            throw new StackException(
                    "The file " + file + " is damaged: " + e + ". Delete it if the source " + name
                            + " needs no cleaning up",
                    e);
        }
    }
}
