package io.tributary.stack.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.contract.Contract;
import io.tributary.schemas.contract.ContractColumn;
import io.tributary.schemas.contract.Contracts;
import io.tributary.schemas.contract.Shape;
import io.tributary.schemas.contract.ValueType;
import io.tributary.schemas.naming.Dataset;
import io.tributary.schemas.naming.SafeName;
import io.tributary.stack.config.PostgresSource;
import io.tributary.stack.layout.StackException;
import io.tributary.stack.source.RealPostgres;
import io.tributary.stack.source.SourceException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
    private Contracts contracts = Contracts.NONE;

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
    void stop() throws Exception {
        connect.close();
        execute("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots");
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
        execute("CREATE TABLE later (id int PRIMARY KEY)");

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

    @Test
    void aSourceOfWhichNoTableCanBeCapturedIsRefused() throws Exception {
        execute("DROP TABLE orders", "CREATE TABLE a (line text)", "CREATE TABLE b (line text)");

        assertThatThrownBy(capture::apply)
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith(
                        "sources.shop.tables: not one table can be captured. Each of the tables public.a,"
                                + " public.b: it has neither a primary key")
                .hasMessageContaining("For public.a: ALTER TABLE \"public\".\"a\" ADD PRIMARY KEY");

        assertThat(connect.changes).isEmpty();
    }

    @Test
    void aSourceThatIsFollowedWaitsForTablesToComeBack() throws Exception {
        capture.apply();
        hasRead();
        execute("ALTER TABLE orders DROP CONSTRAINT orders_pkey");

        capture.reconcile();

        assertThat(capture.report().error()).isEmpty();
        assertThat(capture.report().leftOut()).hasSize(1);
    }

    @Test
    void aContractsKeyIsThatOfItsRecordsOnceNothingWorksByTheOneBefore() throws Exception {
        execute("CREATE TABLE log (id int, \"a;b\" int)", "ALTER TABLE log REPLICA IDENTITY FULL");
        capture.apply();
        assertThat(connect.config)
                .contains("\"transforms.keyless.topics\":\"raw.shop.public.log\"")
                .doesNotContain("message.key.columns");
        hasRead();
        contracts = keyOfLog("a;b", "id");

        capture.reconcile();

        assertThat(connect.changes)
                .containsExactly(
                        "PUT " + CONNECTOR + "/stop", "PUT " + CONNECTOR + "/config", "PUT " + CONNECTOR + "/resume");
        assertThat(connect.config)
                .contains("\"message.key.columns\":\"public\\\\.log:a\\\\x{3b}b,id\"")
                .doesNotContain("transforms.keyless");
        assertThat(capture.report().bronzeOnly()).isEmpty();
        assertThat(asked()).singleElement().asString().contains("public\\\\.log", "\"truncate\":true");
    }

    @Test
    void whoeverStoppedItToChangeItNeedNotHaveLived() throws Exception {
        capture.apply();
        hasRead();
        connect.status = "{\"connector\":{\"state\":\"STOPPED\"},\"tasks\":[]}";

        capture().apply();

        assertThat(connect.changes).containsExactly("PUT " + CONNECTOR + "/resume");
    }

    private void hasRead() throws Exception {
        execute("SELECT pg_create_logical_replication_slot('tributary_shop', 'pgoutput')");
        connect.offset = READ;
        connect.changes.clear();
    }

    private static Contracts keyOfLog(String... columns) {
        List<ContractColumn> key = Stream.of(columns)
                .map(column -> new ContractColumn(
                        SafeName.of(column),
                        null,
                        ValueType.of(ValueType.Kind.INT),
                        List.of(column),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null))
                .toList();
        return new Contracts(List.of(new Contract(
                new Dataset("shop", "log"),
                "1.0.0",
                null,
                Shape.TABLE,
                null,
                key,
                key.stream().map(ContractColumn::name).toList(),
                null,
                null,
                null,
                null,
                null,
                null,
                null)));
    }

    private void execute(String... statements) throws SQLException, IOException {
        try (Connection connection = RealPostgres.running().connect(source);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private List<String> asked() throws SQLException, IOException {
        List<String> asked = new ArrayList<>();
        try (Connection connection = RealPostgres.running().connect(source);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT data FROM tributary.signal_shop")) {
            while (row.next()) {
                asked.add(row.getString(1));
            }
        }
        return asked;
    }

    private SourceCapture capture() {
        return new SourceCapture(source, client(), TestSettings.in(folder), new PasswordFiles(folder), () -> contracts);
    }

    private SourceCaptures captures() {
        return new SourceCaptures(client(), TestSettings.in(folder), () -> contracts);
    }

    private ConnectClient client() {
        return new ConnectClient(connect.uri(), () -> List.of("geheim"));
    }
}
