package io.tributary.stack.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.contract.Contracts;
import io.tributary.stack.config.LakeConfig;
import io.tributary.stack.config.LakeConfig.ExternalLake;
import io.tributary.stack.config.PortRole;
import io.tributary.stack.config.Ports;
import io.tributary.stack.config.S3Config;
import io.tributary.stack.config.Secret;
import io.tributary.stack.config.StackConfig;
import io.tributary.stack.config.TributaryConfig;
import io.tributary.stack.contract.AcceptedContracts;
import io.tributary.stack.layout.ProcessName;
import io.tributary.stack.layout.StackException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessSpecsTest {

    private static final Ports PORTS = Ports.free();
    private static final TributaryConfig LOCAL =
            new TributaryConfig(LakeConfig.embedded(), Map.of(), StackConfig.of(PORTS));

    @TempDir
    private Path folder;

    private FakeInstallation installation;

    @BeforeEach
    void create() throws IOException {
        installation = new FakeInstallation(folder);
    }

    @Test
    void theWholeStackHasEightProcesses() {
        assertThat(ProcessSpecs.of(installation.context(LOCAL), true))
                .extracting(ProcessSpec::name)
                .containsExactlyInAnyOrder(ProcessName.values());
    }

    @Test
    void anExternalLakeNeedsNoObjectStoreOfOurs() {
        ProcessContext context = installation.context(external());

        assertThat(ProcessSpecs.of(context, false))
                .extracting(ProcessSpec::name)
                .doesNotContain(ProcessName.OBJECTSTORE, ProcessName.POSTGRES)
                .hasSize(6);
        assertThat(SparkProcess.spec(context).after())
                .containsExactlyInAnyOrder(ProcessName.BROKER, ProcessName.REGISTRY);
    }

    @Test
    void everyListenerIsOnLoopback() {
        ProcessContext context = installation.context(LOCAL);

        assertThat(BrokerProcess.properties(context))
                .containsEntry(
                        "listeners",
                        "PLAINTEXT://127.0.0.1:" + PORTS.of(PortRole.BROKER) + ",CONTROLLER://127.0.0.1:"
                                + PORTS.of(PortRole.CONTROLLER));
        assertThat(ConnectProcess.properties(context))
                .containsEntry("listeners", "http://127.0.0.1:" + PORTS.of(PortRole.CONNECT));
        assertThat(PostgresProcess.settings(1)).containsEntry("listen_addresses", "127.0.0.1");
        assertThat(arguments(context, ProcessName.REGISTRY)).contains("\"-Dquarkus.http.host=127.0.0.1\"");
        assertThat(start(context, ProcessName.OBJECTSTORE))
                .containsEntry("s3proxy.endpoint", "http://127.0.0.1:" + PORTS.of(PortRole.OBJECTSTORE));
    }

    @Test
    void connectCapturesExactlyOnceAndReadsSecretsFromFiles() {
        ProcessContext context = installation.context(LOCAL);

        assertThat(ConnectProcess.properties(context))
                .containsEntry("exactly.once.source.support", "enabled")
                .containsEntry("plugin.discovery", "service_load")
                .containsEntry(
                        "config.providers.file.param.allowed.paths",
                        context.state().secrets().toString());
    }

    @Test
    void postgresKeepsItsPromises() {
        assertThat(PostgresProcess.settings(4711))
                .containsEntry("port", "4711")
                .containsEntry("fsync", "on")
                .containsEntry("wal_level", "logical")
                .containsEntry("unix_socket_directories", "")
                .containsKey("max_slot_wal_keep_size");
        assertThat(PostgresProcess.spec(installation.context(LOCAL)).stop().signal())
                .isEqualTo("INT");
    }

    @Test
    void sparkGetsTheLocalStoreWithItsKeys() {
        ProcessContext context = installation.context(LOCAL);
        S3Keys keys = S3Keys.ofLocalStore(context.state());

        Properties properties = start(context, ProcessName.SPARK);

        assertThat(properties)
                .containsEntry("lake.root", "s3a://lake")
                .containsEntry("s3.endpoint", "http://127.0.0.1:" + PORTS.of(PortRole.OBJECTSTORE))
                .containsEntry("s3.access.key", keys.accessKey().reveal())
                .containsEntry("s3.secret.key", keys.secretKey().reveal())
                .containsEntry("bootstrap.servers", "127.0.0.1:" + PORTS.of(PortRole.BROKER))
                .doesNotContainKeys("silver.trigger.ms", "bronze.trigger.ms");
    }

    @Test
    void sparkGetsTheUsersStoreAndSettings() {
        Properties properties = start(installation.context(external()), ProcessName.SPARK);

        assertThat(properties)
                .containsEntry("lake.root", "s3a://bucket/lake")
                .containsEntry("s3.access.key", "AK")
                .containsEntry("silver.trigger.ms", "2000")
                .containsEntry("table.writers", "7")
                .doesNotContainKeys("s3.endpoint", "s3.path.style");
    }

    @Test
    void theUsersFlagsComeBehindOurs() {
        String arguments = arguments(installation.context(external()), ProcessName.SPARK);

        assertThat(arguments.indexOf("-XX:TieredStopAtLevel=1")).isGreaterThan(arguments.indexOf("-XX:+UseSerialGC"));
        assertThat(arguments.indexOf("\"-cp\"")).isGreaterThan(arguments.indexOf("-XX:TieredStopAtLevel=1"));
    }

    @Test
    void noClassArchiveIsMadeForWhomTheUserDecides() {
        ProcessContext context = installation.context(external());

        assertThat(arguments(context, ProcessName.SPARK)).contains("-XX:ArchiveClassesAtExit=");
        assertThat(arguments(context, ProcessName.CONNECT)).doesNotContain("-XX:ArchiveClassesAtExit=");
    }

    @Test
    void noCommandLineHoldsASecret() throws IOException {
        ProcessContext context = installation.context(LOCAL);
        S3Keys keys = S3Keys.ofLocalStore(context.state());
        for (ProcessName process : List.of(ProcessName.SPARK, ProcessName.QUERY, ProcessName.OBJECTSTORE)) {
            start(context, process);

            assertThat(arguments(context, process))
                    .doesNotContain(keys.secretKey().reveal());
        }
    }

    @Test
    void theStoresKeysStayTheSame() {
        ProcessContext context = installation.context(LOCAL);

        assertThat(S3Keys.ofLocalStore(context.state())).isEqualTo(S3Keys.ofLocalStore(context.state()));
        assertThat(EmbeddedPostgres.superuserPassword(context.state()))
                .isEqualTo(EmbeddedPostgres.superuserPassword(context.state()))
                .isNotEqualTo(new EmbeddedPostgres(context.state(), 1, "shop").password());
    }

    @Test
    void aMissingBuildIsExplained() throws IOException {
        ProcessContext context = installation.context(LOCAL);
        Files.delete(installation.dependency());

        Assertions.assertThatThrownBy(
                        () -> spec(context, ProcessName.STREAMS).launch().prepare())
                .isInstanceOf(StackException.class)
                .hasMessage("Tributary is not built completely: " + installation.dependency()
                        + " is missing. Build it with  mvn -B -q package -Dquick  in "
                        + context.installation().home());
    }

    @Test
    void onlyTheStreamsAppGetsTheContractsAndTheirSecrets() {
        ProcessContext context = installation.context(LOCAL);
        context.state().create();
        new AcceptedContracts(context.state())
                .write(
                        Contracts.ofJson(
                                """
                {"contracts": [{"dataset": {"source": "shop", "name": "people"}, "version": "1", "shape": "TABLE",
                  "tokenSecret": "${env:PEOPLE_SECRET}", "columns": [{"name": "id", "type": {"kind": "STRING"},
                  "personalData": "TOKENIZE"}]}]}
                """));

        assertThat(ProcessSpecs.of(context, true)).allSatisfy(spec -> assertThat(spec.withheld())
                .isEqualTo(spec.name() == ProcessName.STREAMS ? Set.of() : Set.of("PEOPLE_SECRET")));
        assertThat(start(context, ProcessName.STREAMS))
                .containsEntry("contracts.file", context.state().contracts().toString())
                .containsEntry(
                        "token.secret.file", context.state().tokenSecret().toString());
    }

    private static TributaryConfig external() {
        S3Config s3 = new S3Config(
                Optional.empty(), false, Optional.empty(), Optional.of(Secret.of("AK")), Optional.of(Secret.of("SK")));
        StackConfig stack = new StackConfig(
                PORTS,
                Map.of(),
                1,
                Optional.of(Duration.ofSeconds(2)),
                Optional.empty(),
                Map.of(ProcessName.SPARK, Map.of("table.writers", "7")),
                Map.of(
                        ProcessName.SPARK, List.of("-XX:TieredStopAtLevel=1"),
                        ProcessName.CONNECT, List.of("-Xshare:auto")));
        return new TributaryConfig(
                new LakeConfig(
                        Optional.of(new ExternalLake("s3://bucket/lake", s3)),
                        LakeConfig.embedded().catalog()),
                Map.of(),
                stack);
    }

    /** Prepares a start and reads the properties that the process would get. */
    private static Properties start(ProcessContext context, ProcessName process) {
        spec(context, process).launch().prepare();
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(context.state().properties(process))) {
            properties.load(reader);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return properties;
    }

    private static String arguments(ProcessContext context, ProcessName process) {
        List<String> command = spec(context, process).launch().prepare().command();
        try {
            return String.join(" ", command)
                    + Files.readString(context.state().run().resolve(process.label() + ".args"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static ProcessSpec spec(ProcessContext context, ProcessName process) {
        return ProcessSpecs.of(context, true).stream()
                .filter(spec -> spec.name() == process)
                .findFirst()
                .orElseThrow();
    }
}
