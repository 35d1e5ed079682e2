package io.tributary.stack.archive;

import io.tributary.schemas.naming.Topics;
import io.tributary.stack.config.ArchiveConfig;
import io.tributary.stack.process.LakeStore;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The configuration of the archive's connector. */
final class ArchiveConnector {

    static final String NAME = "archive";
    /** Where the archive is, below the lake's root. */
    static final String FOLDER = "raw/";

    private static final String TOPICS = "topics.regex";
    private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";
    /** A new topic is found so long after it was made; the consumer's own default is five minutes. */
    private static final String METADATA_AGE_MS = "10000";
    /** A task that was killed keeps its partitions so long from its successor; the consumer's own default is 45 s. */
    private static final String SESSION_MS = "10000";
    /** Fetched records share the worker's heap with the sources. */
    private static final String FETCH_BYTES = "8388608";

    private ArchiveConnector() {}

    /** The configuration; the bucket's keys are in it as references only. */
    static Map<String, String> config(ArchiveSettings settings, LakeKeysFile keys) {
        ArchiveConfig archive = settings.archive();
        LakeStore lake = settings.lake();
        Map<String, String> config = new TreeMap<>();
        config.put("connector.class", "io.tributary.connectors.archive.ArchiveSinkConnector");
        config.put("tasks.max", "1");
        config.put(TOPICS, topics(archive).pattern());
        config.put("key.converter", BYTES);
        config.put("value.converter", BYTES);
        config.put("header.converter", BYTES);
        config.put("consumer.override.isolation.level", "read_committed");
        config.put("consumer.override.auto.offset.reset", "earliest");
        config.put("consumer.override.metadata.max.age.ms", METADATA_AGE_MS);
        config.put("consumer.override.session.timeout.ms", SESSION_MS);
        config.put("consumer.override.fetch.max.bytes", FETCH_BYTES);
        config.put("s3.bucket.name", lake.bucket());
        config.put("s3.prefix", lake.prefix() + FOLDER);
        lake.s3().region().ifPresent(region -> config.put("s3.region", region));
        lake.s3().endpoint().ifPresent(endpoint -> config.put("s3.endpoint", endpoint.toString()));
        config.put("s3.path.style.access", String.valueOf(lake.s3().pathStyle()));
        config.putAll(keys.references(lake.s3()));
        config.put("kafka.bootstrap.servers", settings.bootstrap());
        config.put("schema.registry.url", settings.registry().toString());
        config.put("format", archive.format());
        config.put("compression", archive.compression());
        config.put("rotate.interval.ms", String.valueOf(archive.rotateInterval().toMillis()));
        config.putAll(archive.settings());
        return config;
    }

    /** The names of topics that are archived. */
    static Pattern topics(ArchiveConfig archive) {
        return Optional.ofNullable(archive.settings().get(TOPICS))
                .map(Pattern::compile)
                .orElse(Topics.RAW_DATA);
    }
}
