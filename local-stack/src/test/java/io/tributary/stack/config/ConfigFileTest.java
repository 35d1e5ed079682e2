package io.tributary.stack.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.stack.config.LakeConfig.CatalogConfig;
import io.tributary.stack.config.LakeConfig.ExternalLake;
import io.tributary.stack.layout.ProcessName;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {

    @TempDir
    private Path folder;

    @Test
    void everythingHasADefaultBesideTheSource() {
        TributaryConfig config = read(
                """
                sources:
                  shop: { type: postgres, host: db, database: shop, user: u, password: p }
                """);

        assertThat(config)
                .isEqualTo(new TributaryConfig(
                        LakeConfig.embedded(),
                        Map.of(
                                "shop",
                                new PostgresSource(
                                        "shop",
                                        "db",
                                        5432,
                                        "shop",
                                        "u",
                                        Secret.of("p"),
                                        TlsMode.PREFER,
                                        Optional.empty(),
                                        List.of(new TablePattern("public", "*")),
                                        List.of())),
                        StackConfig.defaults()));
    }

    @Test
    void theFolderOfContractsIsToldWithoutTheVariablesOfSources() throws IOException {
        Path file = Files.writeString(
                folder.resolve("tributary.yaml"),
                """
                contracts: ../promises
                sources:
                  shop: { type: postgres, host: db, database: shop, user: u, password: "${env:NOT_SET_ANYWHERE}" }
                """);

        assertThat(TributaryConfig.contractsOf(file))
                .contains(folder.resolveSibling("promises").toAbsolutePath());
    }

    @Test
    void aFilesSourceNeedsNoMoreThanAnUrlAndAName() {
        TributaryConfig config = read(
                """
                sources:
                  jobs: { type: files, url: "ftp://ftp.example.org", datasets: { movements: } }
                """);

        assertThat(config.sources())
                .containsEntry(
                        "jobs",
                        new FilesSource(
                                "jobs",
                                new FilesStore(
                                        "ftp://ftp.example.org",
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of(FtpConfig.DEFAULT),
                                        Optional.empty()),
                                Duration.ofMinutes(1),
                                List.of(new FilesDataset(
                                        "movements",
                                        List.of(),
                                        List.of(),
                                        List.of(),
                                        Optional.empty(),
                                        List.of(),
                                        FilesDataset.Format.CSV,
                                        Optional.empty(),
                                        "ISO-8859-1",
                                        FilesDataset.CsvFormat.DEFAULT,
                                        1))));
    }

    @Test
    void commasAndBarsInQueriesAreEncoded() {
        TributaryConfig config = read(
                """
                sources:
                  films: { type: tmdb, token: t, discover: { movies: ["with_genres=878,28|12&year=2024"] } }
                """);

        TmdbSource films = config.sources(TmdbSource.class).get(0);
        assertThat(films.wanted().discoverMovies()).containsExactly("with_genres=878%2C28%7C12&year=2024");
        assertThat(films.append()).containsExactly("credits");
        assertThat(films.ignoreChangesOf()).containsExactly("popularity");
        assertThat(films.pollInterval()).isEqualTo(Duration.ofHours(1));
        assertThat(films.requestsPerSecond()).isEqualTo(20);
    }

    @Test
    void everyKeyIsMapped() throws IOException {
        Files.writeString(folder.resolve("password"), "from file\n");

        TributaryConfig config = read(
                """
                lake:
                  root: s3a://bucket/deep/lake/
                  s3:
                    endpoint: http://127.0.0.1:9000
                    path-style: false
                    region: eu-central-1
                    access-key: AK
                    secret-key: "${env:SECRET}"
                  catalog:
                    database-prefix: test_
                contracts: ./contracts
                sources:
                  shop:
                    type: postgres
                    host: db.example.org
                    port: 6543
                    database: Shop DB
                    user: tributary
                    password: "${file:password}"
                    tls: { mode: verify-full, root-certificate: ca.pem }
                    tables: [orders, "sales.*"]
                    exclude: sales.audit_*
                stack:
                  ports: { broker: 29092, supervisor: 28080 }
                  memory: { spark: 2g, connect: 400m }
                  partitions: 4
                  triggers: { silver: 500ms, bronze: 1m }
                  settings:
                    spark: { table.writers: 3 }
                  jvm:
                    connect: ["-Djavax.net.ssl.trustStore=/etc/ca.p12", -Xss1m]
                """);

        assertThat(config.lake())
                .isEqualTo(new LakeConfig(
                        Optional.of(new ExternalLake(
                                "s3://bucket/deep/lake",
                                new S3Config(
                                        Optional.of(URI.create("http://127.0.0.1:9000")),
                                        false,
                                        Optional.of("eu-central-1"),
                                        Optional.of(Secret.of("AK")),
                                        Optional.of(Secret.of("from environment"))))),
                        new CatalogConfig("test_")));
        assertThat(config.sources())
                .containsExactly(Map.entry(
                        "shop",
                        new PostgresSource(
                                "shop",
                                "db.example.org",
                                6543,
                                "Shop DB",
                                "tributary",
                                Secret.of("from file"),
                                TlsMode.VERIFY_FULL,
                                Optional.of(folder.resolve("ca.pem")),
                                List.of(new TablePattern("public", "orders"), new TablePattern("sales", "*")),
                                List.of(new TablePattern("sales", "audit_*")))));
        assertThat(config.stack())
                .isEqualTo(new StackConfig(
                        Ports.of(Map.of(PortRole.BROKER, 29092, PortRole.SUPERVISOR, 28080)),
                        Map.of(ProcessName.SPARK, new HeapSize(2048), ProcessName.CONNECT, new HeapSize(400)),
                        4,
                        Optional.of(Duration.ofMillis(500)),
                        Optional.of(Duration.ofMinutes(1)),
                        Map.of(ProcessName.SPARK, Map.of("table.writers", "3")),
                        Map.of(ProcessName.CONNECT, List.of("-Djavax.net.ssl.trustStore=/etc/ca.p12", "-Xss1m"))));
    }

    @Test
    void theExampleIsValid() {
        Path example = Path.of("..", "tributary.example.yaml");

        TributaryConfig config = new ConfigFile(example, Map.of("SHOP_PASSWORD", "p")).read();

        assertThat(config.stack()).isEqualTo(StackConfig.defaults());
        assertThat(config.postgresSources()).extracting(PostgresSource::name).containsExactly("shop");
    }

    @Test
    void sourcesKeepTheirOrder() {
        TributaryConfig config = read(
                """
                sources:
                  zebra: { type: postgres, host: h, database: d, user: u, password: p }
                  ant: { type: postgres, host: h, database: d, user: u, password: p }
                """);

        assertThat(config.sources().keySet()).containsExactly("zebra", "ant");
    }

    @Test
    void aDollarCanBeWrittenLiterally() {
        TributaryConfig config = read(
                """
                sources:
                  shop: { type: postgres, host: h, database: d, user: u, password: "a$${env:SECRET}b" }
                """);

        assertThat(config.postgresSources().get(0).password()).isEqualTo(Secret.of("a${env:SECRET}b"));
    }

    @Test
    void nothingThatIsPrintedHoldsASecret() {
        TributaryConfig config = read(
                """
                lake: { root: s3://b-c, s3: { access-key: hidden1, secret-key: hidden2 } }
                sources:
                  shop: { type: postgres, host: h, database: d, user: u, password: hidden3 }
                """);

        assertThat(config.toString()).contains("***").doesNotContain("hidden");
    }

    private TributaryConfig read(String yaml) {
        return new ConfigFile(folder.resolve("tributary.yaml"), Map.of("SECRET", "from environment")).parse(yaml);
    }
}
