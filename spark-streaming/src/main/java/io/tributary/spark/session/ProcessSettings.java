package io.tributary.spark.session;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * The key-value file that a process is started with. Whoever reads a setting thereby makes its key known; once all are
 * read, {@link #requireAllKnown()} finds the misspelt ones. Values never appear in an error, since some are secrets.
 */
public final class ProcessSettings {

    private final String origin;
    private final Map<String, String> values;
    private final Set<String> known = new ConcurrentSkipListSet<>();

    private ProcessSettings(String origin, Map<String, String> values) {
        this.origin = origin;
        this.values = Map.copyOf(values);
    }

    /**
     * Reads a Java properties file in UTF-8.
     *
     * @throws IllegalArgumentException if the file cannot be read
     */
    public static ProcessSettings load(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new IllegalArgumentException("Settings file " + file + " cannot be read: " + e, e);
        }
        Map<String, String> values = new TreeMap<>();
        properties
                .stringPropertyNames()
                .forEach(key -> values.put(key, properties.getProperty(key).trim()));
        return new ProcessSettings(file.toString(), values);
    }

    /** Settings that are already in memory; {@code origin} is what errors call them. */
    public static ProcessSettings of(String origin, Map<String, String> values) {
        return new ProcessSettings(origin, values);
    }

    /** A setting that must be there and not blank. */
    public String required(String key) {
        return optional(key)
                .orElseThrow(() -> new IllegalArgumentException("Setting '" + key + "' is missing in " + origin));
    }

    /** A setting, or empty if it is left out or blank. */
    public Optional<String> optional(String key) {
        known.add(key);
        return Optional.ofNullable(values.get(key)).filter(value -> !value.isBlank());
    }

    /** A whole number of at least {@code minimum}, or the default if it is left out. */
    public long number(String key, long defaultValue, long minimum) {
        Optional<String> text = optional(key);
        if (text.isEmpty()) {
            return defaultValue;
        }
        try {
            long value = Long.parseLong(text.get());
            if (value >= minimum) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Falls through to the one error for both.
        }
        throw new IllegalArgumentException(
                "Setting '" + key + "' in " + origin + " must be a whole number of at least " + minimum);
    }

    /** True or false, or the default if it is left out. */
    public boolean flag(String key, boolean defaultValue) {
        return optional(key)
                .map(text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default ->
                        throw new IllegalArgumentException(
                                "Setting '" + key + "' in " + origin + " must be true or false");
                })
                .orElse(defaultValue);
    }

    /** One of an enumeration's names, in any case, or the default if it is left out. */
    public <E extends Enum<E>> E choice(String key, E defaultValue) {
        Optional<String> text = optional(key);
        if (text.isEmpty()) {
            return defaultValue;
        }
        E[] choices = defaultValue.getDeclaringClass().getEnumConstants();
        for (E each : choices) {
            if (each.name().equalsIgnoreCase(text.get())) {
                return each;
            }
        }
        throw new IllegalArgumentException(
                "Setting '" + key + "' in " + origin + " must be one of " + List.of(choices));
    }

    /** All settings whose key begins with a prefix, with their whole keys. */
    public Map<String, String> withPrefix(String prefix) {
        Map<String, String> found = new TreeMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                known.add(key);
                found.put(key, value);
            }
        });
        return found;
    }

    /**
     * Checks that nothing in the file went unread.
     *
     * @throws IllegalArgumentException naming the unknown keys and the known ones
     */
    public void requireAllKnown() {
        Set<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "Unknown settings " + unknown + " in " + origin + "; known are " + known + " and spark.*");
        }
    }
}
