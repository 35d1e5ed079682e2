package io.tributary.streams.config;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Reads {@link StreamsSettings} from a properties file. A key that is left out has its default; a key that is not known
 * is an error, since it is most often a misspelt one. Values are never repeated in messages: some are secrets.
 */
public final class SettingsFile {

    static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
    static final String SCHEMA_REGISTRY_URL = "schema.registry.url";
    static final String APPLICATION_ID = "application.id";
    static final String STATE_DIR = "state.dir";
    static final String HTTP_PORT = "http.port";
    static final String THREADS = "num.stream.threads";
    static final String REPLICATION_FACTOR = "replication.factor";
    static final String COMMIT_INTERVAL = "commit.interval.ms";
    static final String METADATA_MAX_AGE = "metadata.max.age.ms";
    static final String CLEAN_RETENTION = "clean.retention.ms";
    static final String DEAD_LETTER_RETENTION = "dlq.retention.ms";
    static final String CONTRACTS_FILE = "contracts.file";
    static final String TOKEN_SECRET_FILE = "token.secret.file";
    static final String KAFKA_PREFIX = "kafka.";

    private static final long FOREVER = -1;

    private final String origin;
    private final Map<String, String> left;

    private SettingsFile(String origin, Map<String, String> values) {
        this.origin = origin;
        this.left = values;
    }

    /**
     * Reads and validates a file.
     *
     * @throws InvalidSettingsException if the file cannot be read or a value in it cannot be used
     */
    public static StreamsSettings read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new InvalidSettingsException(
                    "The configuration file " + file + " cannot be read (" + e + "); give the path of a readable file",
                    e);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingsException(
                    "The configuration file " + file + " is no properties file (" + e.getMessage() + ")", e);
        }
        return of(file.toString(), properties);
    }

    static StreamsSettings of(String origin, Properties properties) {
        Map<String, String> values = new TreeMap<>();
        properties
                .stringPropertyNames()
                .forEach(name -> values.put(name, properties.getProperty(name).trim()));
        return new SettingsFile(origin, values).settings();
    }

    private StreamsSettings settings() {
        StreamsSettings settings = new StreamsSettings(
                required(BOOTSTRAP_SERVERS, "host:port of a Kafka broker"),
                registry(),
                text(APPLICATION_ID, "tributary-streams"),
                path(STATE_DIR, ".tributary/data/streams"),
                (int) number(HTTP_PORT, 18084, 0, 65535),
                (int) number(THREADS, 1, 1, 64),
                (int) number(REPLICATION_FACTOR, 1, 1, 32767),
                Duration.ofMillis(number(COMMIT_INTERVAL, 200, 10, 60_000)),
                Duration.ofMillis(number(METADATA_MAX_AGE, 3_000, 100, 300_000)),
                Duration.ofMillis(number(CLEAN_RETENTION, Duration.ofDays(7).toMillis(), FOREVER, Long.MAX_VALUE)),
                Duration.ofMillis(
                        number(DEAD_LETTER_RETENTION, Duration.ofDays(30).toMillis(), FOREVER, Long.MAX_VALUE)),
                path(CONTRACTS_FILE, ""),
                path(TOKEN_SECRET_FILE, ""),
                passedThrough());
        if (!left.isEmpty()) {
            throw new InvalidSettingsException(origin + ": unknown key '"
                    + left.keySet().iterator().next()
                    + "'; correct or remove it (settings of Kafka Streams itself begin with '" + KAFKA_PREFIX + "')");
        }
        return settings;
    }

    private String required(String key, String meaning) {
        String value = left.remove(key);
        if (value == null || value.isEmpty()) {
            throw new InvalidSettingsException(origin + ": '" + key + "' is missing; set it to the " + meaning);
        }
        return value;
    }

    private String text(String key, String defaultValue) {
        String value = left.remove(key);
        return value == null || value.isEmpty() ? defaultValue : value;
    }

    private URI registry() {
        String value = required(SCHEMA_REGISTRY_URL, "root of a Confluent-compatible schema registry API");
        try {
            URI uri = new URI(value);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Falls through to the one message for all that is no URL.
        }
        throw new InvalidSettingsException(origin + ": '" + SCHEMA_REGISTRY_URL
                + "' is no URL; write it as http://127.0.0.1:18081/apis/ccompat/v7");
    }

    /** An absolute path; null if it is empty. */
    private Path path(String key, String defaultValue) {
        String value = text(key, defaultValue);
        try {
            return value.isEmpty() ? null : Path.of(value).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new InvalidSettingsException(origin + ": '" + key + "' is no path; name a file or folder", e);
        }
    }

    private long number(String key, long defaultValue, long least, long most) {
        String value = left.remove(key);
        if (value == null || value.isEmpty()) {
            return defaultValue;
        }
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through to the one message for all that is no such number.
        }
        throw new InvalidSettingsException(origin + ": '" + key + "' is no whole number from " + least + " to " + most
                + "; default " + defaultValue);
    }

    private Map<String, String> passedThrough() {
        Map<String, String> kafka = new TreeMap<>();
        left.entrySet().removeIf(entry -> {
            boolean ours = entry.getKey().startsWith(KAFKA_PREFIX);
            if (ours) {
                kafka.put(entry.getKey().substring(KAFKA_PREFIX.length()), entry.getValue());
            }
            return ours;
        });
        return kafka;
    }
}
