package io.tributary.stack.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.stack.config.FilesDataset.CsvFormat;
import io.tributary.stack.config.FilesDataset.Format;
import io.tributary.stack.config.FtpConfig.Tls;
import io.tributary.stack.config.TmdbSource.Wanted;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SourcesTextTest {

    @Test
    void isReadAsItWasWritten() {
        List<PostgresSource> sources = List.of(
                new PostgresSource(
                        "zebra",
                        "2001:db8::1",
                        6543,
                        "Straße \"1\"",
                        "o'user",
                        Secret.of("p: ${env:HOME} $${x} # \\ 'ü'\n"),
                        TlsMode.VERIFY_CA,
                        Optional.of(Path.of("/etc/ca.pem")),
                        List.of(new TablePattern("public", "*"), new TablePattern("Sales", "o*")),
                        List.of(new TablePattern("public", "audit"))),
                new PostgresSource(
                        "ant",
                        "h",
                        5432,
                        "d",
                        "u",
                        Secret.of(""),
                        TlsMode.DISABLE,
                        Optional.empty(),
                        List.of(new TablePattern("a", "b")),
                        List.of()));

        TributaryConfig read = new ConfigFile(Path.of("sources.yaml"), Map.of()).parse(SourcesText.of(sources));

        assertThat(read.postgresSources()).isEqualTo(sources);
    }

    @Test
    void filesAndTmdbAreReadAsTheyWereWritten() {
        List<SourceConfig> sources = List.of(
                new FilesSource(
                        "jobs",
                        new FilesStore(
                                "ftps://ftp.example.org:2121/Pasta do MTE/${x}",
                                Optional.of("us ${env:HOME} er"),
                                Optional.of(Secret.of("p\" ${file:x}")),
                                Optional.of(new FtpConfig(
                                        false, Tls.IMPLICIT, StandardCharsets.UTF_8, Duration.ofMillis(1500))),
                                Optional.empty()),
                        Duration.ofDays(1),
                        List.of(
                                new FilesDataset(
                                        "movements",
                                        List.of("NOVO CAGED/*/*.7z", "b"),
                                        List.of("Legado/**"),
                                        List.of("*.txt"),
                                        Optional.of("(\\d{6})\\.7z${0,1}"),
                                        List.of("competência mov", "uf"),
                                        Format.CSV,
                                        Optional.of("UTF-8"),
                                        "windows-1252",
                                        new CsvFormat("\t", "", "\\", List.of("a", "b")),
                                        3,
                                        AfterSilver.moveTo("lidos/em dia")),
                                new FilesDataset(
                                        "lines",
                                        List.of(),
                                        List.of(),
                                        List.of(),
                                        Optional.empty(),
                                        List.of(),
                                        Format.JSON_LINES,
                                        Optional.empty(),
                                        "ISO-8859-1",
                                        CsvFormat.DEFAULT,
                                        1,
                                        AfterSilver.DELETE))),
                new FilesSource(
                        "landing",
                        new FilesStore(
                                "s3://bucket/prefix",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(new S3Config(
                                        Optional.of(URI.create("http://127.0.0.1:9000")),
                                        true,
                                        Optional.of("eu-central-1"),
                                        Optional.of(Secret.of("AKIA")),
                                        Optional.of(Secret.of("sh${h}"))))),
                        Duration.ofSeconds(10),
                        List.of(new FilesDataset(
                                "rows",
                                List.of("*.csv"),
                                List.of(),
                                List.of(),
                                Optional.empty(),
                                List.of(),
                                Format.CSV,
                                Optional.empty(),
                                "ISO-8859-1",
                                CsvFormat.DEFAULT,
                                1))),
                new TmdbSource(
                        "films",
                        URI.create("http://127.0.0.1:1/3"),
                        Optional.empty(),
                        Optional.of(Secret.of("k${ey}")),
                        new Wanted(
                                List.of("10", "119"),
                                List.of("603"),
                                List.of("1399"),
                                List.of("with_genres=878%2C28&year=2024"),
                                List.of("a=1"),
                                true),
                        List.of(),
                        Optional.of("pt-BR"),
                        List.of(),
                        0.5,
                        Duration.ofMinutes(5)));

        TributaryConfig read = new ConfigFile(Path.of("sources.yaml"), Map.of()).parse(SourcesText.of(sources));

        assertThat(read.sources(SourceConfig.class)).isEqualTo(sources);
    }
}
