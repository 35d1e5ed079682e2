package io.tributary.stack.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.stack.config.Secret;
import io.tributary.stack.config.TmdbSource;
import io.tributary.stack.config.TmdbSource.Wanted;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TmdbConnectorsTest {

    @TempDir
    private Path folder;

    @Test
    void everyKeyReachesTheConnectorAndTheKeyOnlyByReference() {
        TmdbConnectors connectors = connectors(
                new Wanted(
                        List.of("10", "119"),
                        List.of("603"),
                        List.of("1399"),
                        List.of("a=1%2C2"),
                        List.of("b=3"),
                        true),
                List.of());

        assertThat(connectors.configs()).containsOnlyKeys("tmdb-films");
        assertThat(connectors.configs().get("tmdb-films"))
                .containsEntry("source", "films")
                .containsEntry("tmdb.url", "http://api/3")
                .containsEntry("tmdb.collections", "10,119")
                .containsEntry("tmdb.movies", "603")
                .containsEntry("tmdb.series", "1399")
                .containsEntry("tmdb.discover.movies", "a=1%2C2")
                .containsEntry("tmdb.discover.series", "b=3")
                .containsEntry("tmdb.changes", "true")
                .containsEntry("tmdb.append", "")
                .containsEntry("tmdb.change.ignore", "popularity")
                .containsEntry("tmdb.language", "pt-BR")
                .containsEntry("requests.per.second", "2.5")
                .containsEntry("poll.interval.ms", "1000")
                .containsEntry("tmdb.api.key", "${file:" + folder.resolve("source-films.properties") + ":tmdb.api.key}")
                .doesNotContainKey("tmdb.token")
                .doesNotContainValue("topsecret")
                .allSatisfy((key, value) -> assertThat(value).doesNotContain("{{"));
        assertThat(connectors.secrets()).isEqualTo(Map.of("tmdb.api.key", "topsecret"));
    }

    @Test
    void datasetsAreThoseThatAnAnswerCanBelongTo() {
        Wanted series = new Wanted(List.of(), List.of(), List.of(), List.of(), List.of("b=3"), false);
        Wanted collections = new Wanted(List.of("10"), List.of(), List.of(), List.of(), List.of(), false);

        assertThat(connectors(series, List.of()).source().datasetNames()).containsExactly("series");
        assertThat(connectors(collections, List.of()).source().datasetNames()).containsExactly("collections", "movies");
    }

    private TmdbConnectors connectors(Wanted wanted, List<String> append) {
        TmdbSource source = new TmdbSource(
                "films",
                URI.create("http://api/3"),
                Optional.empty(),
                Optional.of(Secret.of("topsecret")),
                wanted,
                append,
                Optional.of("pt-BR"),
                List.of("popularity"),
                2.5,
                Duration.ofSeconds(1));
        return new TmdbConnectors(source, TestSettings.in(folder), new PasswordFiles(folder));
    }
}
