package io.tributary.stack.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchiveSectionTest {

    @Test
    void theArchiveIsOnUnlessItIsTurnedOff() {
        assertThat(read("").archive()).isEqualTo(ArchiveConfig.defaults());
        assertThat(ArchiveConfig.defaults().enabled()).isTrue();
        assertThat(read("archive: { enabled: false }").archive()).isEqualTo(ArchiveConfig.off());
    }

    @Test
    void everyKeyIsMapped() {
        TributaryConfig config = read(
                """
                archive:
                  enabled: yes
                  format: jsonl
                  compression: gzip
                  rotate-interval: 90s
                  settings: { s3.storage.class: STANDARD_IA, flush.size: 1000 }
                """);

        assertThat(config.archive())
                .isEqualTo(new ArchiveConfig(
                        true,
                        "jsonl",
                        "gzip",
                        Duration.ofSeconds(90),
                        Map.of("s3.storage.class", "STANDARD_IA", "flush.size", "1000")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "enabled: maybe | archive.enabled: 'maybe' is not true or false",
                "format: parquet | archive.format: 'parquet' is not one of avro, jsonl",
                "compression: lz4 | archive.compression: 'lz4' is not one of none, gzip, zstd",
                "rotate-interval: soon | archive.rotate-interval: 'soon' is not a duration such as",
                "rotate: 5s | archive.rotate: unknown key; known keys here: enabled, format",
                "'settings: { aws.secret.access.key: s }'"
                        + " | archive.settings.aws.secret.access.key: is not set here; use lake.s3.secret-key",
                "'settings: { topics.regex: \"raw.(\" }'"
                        + " | archive.settings.topics.regex: 'raw.(' is not a regular expression of Java",
                "'settings: { s3.bucket.name: b }' | archive.settings.s3.bucket.name: is not set here; use lake.root",
            })
    void mistakesAreNamedWithTheirPlace(String line, String message) {
        assertThatThrownBy(() -> read("archive:\n  " + line + "\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    private static TributaryConfig read(String yaml) {
        return new ConfigFile(Path.of("tributary.yaml"), Map.of()).parse(yaml);
    }
}
