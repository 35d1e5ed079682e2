package io.tributary.stack.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.stack.config.ArchiveConfig;
import io.tributary.stack.config.S3Config;
import io.tributary.stack.config.Secret;
import io.tributary.stack.process.LakeStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ArchiveConnectorTest {

    private static final LakeStore LAKE = new LakeStore(
            "bucket",
            "deep/lake/",
            new S3Config(
                    Optional.of(URI.create("http://127.0.0.1:9000")),
                    true,
                    Optional.of("eu-central-1"),
                    Optional.of(Secret.of("AKIA")),
                    Optional.of(Secret.of("geheim"))));

    @Test
    void theArchiveIsBesideTheTables() {
        assertThat(config(LAKE, ArchiveConfig.defaults()))
                .containsEntry("s3.bucket.name", "bucket")
                .containsEntry("s3.prefix", "deep/lake/raw/")
                .containsEntry("s3.endpoint", "http://127.0.0.1:9000")
                .containsEntry("s3.region", "eu-central-1")
                .containsEntry("s3.path.style.access", "true")
                .containsEntry("format", "avro")
                .containsEntry("compression", "zstd")
                .containsEntry("kafka.bootstrap.servers", "127.0.0.1:1")
                .containsEntry("rotate.interval.ms", "600000");
    }

    @Test
    void keysAreReferencesToAFileThatOnlyTheWorkerReads() {
        Map<String, String> config = config(LAKE, ArchiveConfig.defaults());

        assertThat(config)
                .containsEntry("aws.secret.access.key", "${file:/secrets/archive.properties:aws.secret.access.key}")
                .containsEntry("aws.access.key.id", "${file:/secrets/archive.properties:aws.access.key.id}");
        assertThat(config.toString()).doesNotContain("geheim", "AKIA");
    }

    @Test
    void withoutKeysTheDefaultChainProvidesThem() {
        S3Config aws = new S3Config(Optional.empty(), false, Optional.empty(), Optional.empty(), Optional.empty());

        assertThat(config(new LakeStore("bucket", "", aws), ArchiveConfig.defaults()))
                .containsEntry("s3.prefix", "raw/")
                .doesNotContainKeys("aws.access.key.id", "aws.secret.access.key", "s3.region", "s3.endpoint");
    }

    @Test
    void rawTopicsAreReadFromTheirBeginningOnceTheyAreCommitted() {
        Map<String, String> config = config(LAKE, ArchiveConfig.defaults());

        assertThat(config)
                .containsEntry("consumer.override.isolation.level", "read_committed")
                .containsEntry("consumer.override.auto.offset.reset", "earliest")
                .containsEntry("consumer.override.session.timeout.ms", "10000")
                .containsEntry("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        assertThat("raw.shop.public.orders").matches(Pattern.compile(config.get("topics.regex")));
        assertThat("raw.shop.tributary.heartbeat_shop").doesNotMatch(Pattern.compile(config.get("topics.regex")));
        assertThat("clean.shop.orders").doesNotMatch(Pattern.compile(config.get("topics.regex")));
    }

    @Test
    void furtherSettingsReachTheConnector() {
        ArchiveConfig archive = new ArchiveConfig(
                true, "jsonl", "gzip", Duration.ofSeconds(5), Map.of("flush.size", "7", "s3.sse", "AES256"));

        assertThat(config(LAKE, archive))
                .containsEntry("format", "jsonl")
                .containsEntry("rotate.interval.ms", "5000")
                .containsEntry("flush.size", "7")
                .containsEntry("s3.sse", "AES256");
    }

    private static Map<String, String> config(LakeStore lake, ArchiveConfig archive) {
        Path secrets = Path.of("/secrets");
        return ArchiveConnector.config(
                new ArchiveSettings(archive, lake, "127.0.0.1:1", URI.create("http://registry"), secrets),
                new LakeKeysFile(secrets));
    }
}
