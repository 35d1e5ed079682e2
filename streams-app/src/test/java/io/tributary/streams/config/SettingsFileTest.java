package io.tributary.streams.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsFileTest {

    private static final String NEEDED = "bootstrap.servers=b:1\nschema.registry.url=http://r:2/api\n";

    @TempDir
    Path folder;

    private StreamsSettings read(String content) throws IOException {
        return SettingsFile.read(Files.writeString(folder.resolve("streams.properties"), content));
    }

    @Test
    void everythingElseHasADefault() throws IOException {
        assertThat(read(NEEDED))
                .isEqualTo(new StreamsSettings(
                        "b:1",
                        URI.create("http://r:2/api"),
                        "tributary-streams",
                        Path.of(".tributary/data/streams").toAbsolutePath(),
                        18084,
                        1,
                        1,
                        Duration.ofMillis(200),
                        Duration.ofSeconds(3),
                        Duration.ofDays(7),
                        Duration.ofDays(30),
                        null,
                        null,
                        Map.of()));
    }

    @Test
    void everyKeyIsTaken() throws IOException {
        assertThat(
                        read(
                                NEEDED
                                        + """
                        application.id=app
                        state.dir=/s
                        http.port=0
                        num.stream.threads=2
                        replication.factor=3
                        commit.interval.ms=500
                        metadata.max.age.ms=1000
                        clean.retention.ms=-1
                        dlq.retention.ms=5000
                        contracts.file=/c.json
                        token.secret.file=/secret
                        kafka.poll.ms=7
                        kafka.producer.linger.ms=0
                        """))
                .isEqualTo(new StreamsSettings(
                        "b:1",
                        URI.create("http://r:2/api"),
                        "app",
                        Path.of("/s"),
                        0,
                        2,
                        3,
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofMillis(-1),
                        Duration.ofSeconds(5),
                        Path.of("/c.json"),
                        Path.of("/secret"),
                        Map.of("poll.ms", "7", "producer.linger.ms", "0")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http.prot=1 | unknown key 'http.prot'; correct or remove it (settings of Kafka Streams itself begin with 'kafka.')",
                "http.port=99999 | 'http.port' is no whole number from 0 to 65535; default 18084",
                "num.stream.threads=many | 'num.stream.threads' is no whole number from 1 to 64; default 1",
                "schema.registry.url=secret@host | 'schema.registry.url' is no URL; write it as http://127.0.0.1:18081/apis/ccompat/v7",
                "schema.registry.url= | 'schema.registry.url' is missing; set it to the root of a Confluent-compatible schema registry API",
                "bootstrap.servers= | 'bootstrap.servers' is missing; set it to the host:port of a Kafka broker"
            })
    void aBadValueIsNamedAndNotRepeated(String line, String problem) {
        assertThatThrownBy(() -> read(NEEDED + line))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage(folder.resolve("streams.properties") + ": " + problem);
    }

    @Test
    void aMissingFileIsNamed() {
        Path nowhere = folder.resolve("nowhere");
        assertThatThrownBy(() -> SettingsFile.read(nowhere))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("The configuration file " + nowhere + " cannot be read")
                .hasMessageContaining("give the path of a readable file");
    }
}
