package io.tributary.stack.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.stack.config.ArchiveConfig;
import io.tributary.stack.config.S3Config;
import io.tributary.stack.config.Secret;
import io.tributary.stack.connect.ConnectClient;
import io.tributary.stack.connect.ConnectorState;
import io.tributary.stack.connect.StubConnect;
import io.tributary.stack.process.LakeStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawArchiveTest {

    private static final LakeStore LAKE = new LakeStore(
            "lake",
            "",
            new S3Config(
                    Optional.empty(),
                    false,
                    Optional.empty(),
                    Optional.of(Secret.of("AKIA")),
                    Optional.of(Secret.of("geheim"))));

    @TempDir
    private Path secrets;

    private StubConnect connect;

    @BeforeEach
    void startConnect() throws IOException {
        connect = new StubConnect();
    }

    @AfterEach
    void stopConnect() {
        connect.close();
    }

    @Test
    void theConnectorIsDeployedOnceAndThenLeftAlone() throws IOException {
        RawArchive archive = archive(ArchiveConfig.defaults());

        archive.reconcile();
        archive.reconcile();

        assertThat(connect.changes).containsExactly("PUT /connectors/archive/config");
        assertThat(connect.config).contains("ArchiveSinkConnector").doesNotContain("geheim");
        assertThat(Files.readString(secrets.resolve("archive.properties")))
                .isEqualTo("aws.access.key.id=AKIA\naws.secret.access.key=geheim\n");
        assertThat(archive.state().map(ConnectorState::running)).contains(true);
    }

    @Test
    void oneThatIsTurnedOffIsRemoved() {
        archive(ArchiveConfig.defaults()).reconcile();
        connect.changes.clear();
        RawArchive off = archive(ArchiveConfig.off());

        off.reconcile();

        assertThat(connect.changes).contains("PUT /connectors/archive/stop", "DELETE /connectors/archive");
        assertThat(connect.config).isNull();
        assertThat(off.state()).isEmpty();
    }

    @Test
    void oneThatWasNeverOnIsNotAskedFor() {
        archive(ArchiveConfig.off()).reconcile();

        assertThat(connect.changes).isEmpty();
    }

    @Test
    void whatConnectRefusesIsInTheState() {
        connect.refusal = "Invalid value 0 for configuration flush.size";
        RawArchive archive = archive(ArchiveConfig.defaults());

        archive.reconcile();

        assertThat(archive.state())
                .contains(new ConnectorState(
                        "archive",
                        "UNASSIGNED",
                        List.of(),
                        Optional.of(
                                "Kafka Connect answered PUT /connectors/archive/config with HTTP 400: Invalid value 0"
                                        + " for configuration flush.size")));
    }

    @Test
    void theErrorOfATaskIsInTheState() {
        RawArchive archive = archive(ArchiveConfig.defaults());
        archive.reconcile();

        connect.status = "{\"connector\":{\"state\":\"RUNNING\"},\"tasks\":[{\"id\":0,\"state\":\"FAILED\",\"trace\":"
                + "\"org.apache.kafka.connect.errors.ConnectException: Exiting WorkerSinkTask\\nCaused by:"
                + " org.apache.kafka.connect.errors.ConnectException: S3 PutObject refused geheim\\n\"}]}";

        assertThat(archive.state().flatMap(ConnectorState::error)).contains("S3 PutObject refused ***");
    }

    private RawArchive archive(ArchiveConfig archive) {
        return new RawArchive(
                new ConnectClient(connect.uri(), () -> List.of("geheim")),
                new ArchiveSettings(archive, LAKE, "127.0.0.1:1", URI.create("http://registry"), secrets));
    }
}
