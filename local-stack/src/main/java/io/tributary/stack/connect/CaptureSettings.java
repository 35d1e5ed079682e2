package io.tributary.stack.connect;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is the same for the connectors of all sources.
 *
 * @param template Debezium's configuration with placeholders, a properties file
 * @param filesTemplate that of the files connector
 * @param tmdbTemplate that of the TMDB connector
 * @param registry root of the schema registry's REST API
 * @param partitions partitions of a new raw topic
 * @param replicationFactor replicas of a new raw topic
 * @param secrets folder for the files from which Connect reads passwords; Connect's config provider {@code file} must
 *     allow it
 * @param spool folder in which connectors keep archives while they read them
 * @param overrides properties that replace those of the template
 */
public record CaptureSettings(
        Path template,
        Path filesTemplate,
        Path tmdbTemplate,
        URI registry,
        int partitions,
        int replicationFactor,
        Path secrets,
        Path spool,
        Map<String, String> overrides) {

    public CaptureSettings {
        requireNonNull(template, "template is null");
        requireNonNull(filesTemplate, "filesTemplate is null");
        requireNonNull(tmdbTemplate, "tmdbTemplate is null");
        requireNonNull(registry, "registry is null");
        requireNonNull(secrets, "secrets is null");
        requireNonNull(spool, "spool is null");
        overrides = Map.copyOf(overrides);
    }

    /** What fills the placeholders that all templates have; more may be put in. */
    Map<String, String> placeholders(String source) {
        Map<String, String> values = new TreeMap<>();
        values.put("source", source);
        values.put("topic.partitions", String.valueOf(partitions));
        values.put("topic.replication.factor", String.valueOf(replicationFactor));
        values.put("schema.registry.url", registry.toString());
        values.put("spool.folder", spool.toAbsolutePath().toString());
        return values;
    }
}
