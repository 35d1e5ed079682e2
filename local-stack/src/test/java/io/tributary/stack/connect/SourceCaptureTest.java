package io.tributary.stack.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.stack.config.PostgresSource;
import io.tributary.stack.layout.StackException;
import io.tributary.stack.source.RealPostgres;
import io.tributary.stack.source.SourceException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real database, and a Connect that does what it is asked. */
class SourceCaptureTest {

    private static final String CONNECTOR = "/connectors/postgres-shop";
    private static final String READ = "{\"lsn\":1,\"lsn_commit\":1}";
    private static final String UNREADABLE =
            "{\"connector\":{\"state\":\"RUNNING\"},\"tasks\":[{\"id\":0,\"state\":\"FAILED\",\"trace\":"
                    + "\"org.postgresql.util.PSQLException: ERROR: could not map filenumber \\\"base/1/2\\\" to relation"
                    + " OID\"}]}";

    @TempDir
    private Path folder;

    private PostgresSource source;
    private StubConnect connect;
    private SourceCapture capture;

    @BeforeEach
    void start() throws IOException, SQLException {
        RealPostgres server = RealPostgres.running();
        source = server.newSource();
        try (Connection connection = server.connect(source);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE orders (id int PRIMARY KEY)");
        }
        connect = new StubConnect();
        capture = capture();
    }

    @AfterEach
    void stop() {
        connect.close();
    }

    @Test
    void aNewConnectorIsMadeAndStarted() {
        capture.apply();

        assertThat(connect.changes).containsExactly("POST /connectors", "PUT " + CONNECTOR + "/resume");
        assertThat(connect.config).contains("\"snapshot.include.collection.list\":\"public\\\\.orders\"");
    }

    @Test
    void oneThatNobodyLivedToStartIsStarted() {
        capture.apply();
        connect.status = "{\"connector\":{\"state\":\"STOPPED\"},\"tasks\":[]}";
        connect.changes.clear();

        capture().reconcile();

        assertThat(connect.changes).containsExactly("PUT " + CONNECTOR + "/resume");
    }

    @Test
    void aSourceThatIsTakenOutLeavesWhereItStood() {
        capture.apply();
        connect.offset = "{\"lsn\":7,\"incremental_snapshot_collections\":\"[]\",\"tributary_snapshots\":\"{}\"}";
        List<String> said = new ArrayList<>();

        captures().release(source, said::add);

        assertThat(connect.config).isNull();
        assertThat(connect.offset).isEqualTo("{\"lsn\":7,\"snapshot\":\"INITIAL\",\"snapshot_completed\":false}");
        assertThat(said).contains("deleted the connector postgres-shop");
    }

    @Test
    void oneWhoseSlotCannotBeReadIsMadeAnewWithTheTablesOfToday() throws Exception {
        capture.apply();
        connect.offset = READ;
        connect.status = UNREADABLE;
        connect.changes.clear();
        try (Connection connection = RealPostgres.running().connect(source);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE later (id int PRIMARY KEY)");
        }

        capture.reconcile();

        assertThat(connect.changes)
                .containsExactly(
                        "PUT " + CONNECTOR + "/stop",
                        "PATCH " + CONNECTOR + "/offsets",
                        "DELETE " + CONNECTOR,
                        "POST /connectors",
                        "PUT " + CONNECTOR + "/resume");
        assertThat(connect.offset).contains("\"snapshot\":\"INITIAL\",\"snapshot_completed\":false");
        assertThat(connect.config)
                .contains("\"snapshot.include.collection.list\":\"public\\\\.later,public\\\\.orders\"");
    }

    @Test
    void aServerWhoseLogEndsBeforeWhatWasReadIsRefused() {
        connect.offset = "{\"lsn\":" + Long.MAX_VALUE + ",\"snapshot\":\"INITIAL\",\"snapshot_completed\":false}";

        assertThatThrownBy(capture::apply)
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("source shop: the log of 127.0.0.1:")
                .hasMessageContaining(
                        ", but was read up to 7FFFFFFF/FFFFFFFF, so this is another server, or one restored")
                .hasMessageContaining("Give the source another name");

        assertThat(connect.changes).containsExactly("POST /connectors");
    }

    @Test
    void itIsNotStartedLaterEither() {
        connect.offset = "{\"lsn\":" + Long.MAX_VALUE + "}";
        assertThatThrownBy(() -> captures().capture(List.of(source))).isInstanceOf(StackException.class);
        connect.changes.clear();

        capture.reconcile();

        assertThat(connect.changes).isEmpty();
        assertThat(capture.report().error())
                .hasValueSatisfying(error -> assertThat(error).contains("so this is another server"));
    }

    private SourceCapture capture() {
        return new SourceCapture(source, client(), TestSettings.in(folder), new PasswordFiles(folder));
    }

    private SourceCaptures captures() {
        return new SourceCaptures(client(), TestSettings.in(folder));
    }

    private ConnectClient client() {
        return new ConnectClient(connect.uri(), () -> List.of("geheim"));
    }
}
