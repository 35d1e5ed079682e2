package io.tributary.stack.connect;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * What is the same for the connectors of all sources.
 *
 * @param template Debezium's configuration with placeholders, a properties file
 * @param registry root of the schema registry's REST API
 * @param partitions partitions of a new raw topic
 * @param replicationFactor replicas of a new raw topic
 * @param secrets folder for the files from which Connect reads passwords; Connect's config provider {@code file} must
 *     allow it
 * @param overrides properties that replace those of the template
 */
public record CaptureSettings(
        Path template,
        URI registry,
        int partitions,
        int replicationFactor,
        Path secrets,
        Map<String, String> overrides) {

    public CaptureSettings {
        requireNonNull(template, "template is null");
        requireNonNull(registry, "registry is null");
        requireNonNull(secrets, "secrets is null");
        overrides = Map.copyOf(overrides);
    }
}
