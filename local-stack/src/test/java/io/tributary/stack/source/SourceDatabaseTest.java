package io.tributary.stack.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.schemas.contract.Contract;
import io.tributary.schemas.contract.ContractColumn;
import io.tributary.schemas.contract.Contracts;
import io.tributary.schemas.contract.Shape;
import io.tributary.schemas.contract.ValueType;
import io.tributary.schemas.naming.Dataset;
import io.tributary.stack.config.PostgresSource;
import io.tributary.stack.source.CapturedTable.Key;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens in the user's database, against a real one. */
class SourceDatabaseTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RealPostgres server;
    private PostgresSource source;
    private Connection user;
    private SourceDatabase database;
    private Contracts contracts = Contracts.NONE;

    @BeforeEach
    void connect() throws IOException, SQLException {
        server = RealPostgres.running();
        source = server.newSource();
        user = server.connect(source);
        database = SourceDatabase.open(source);
    }

    @AfterEach
    void disconnect() throws SQLException {
        database.close();
        user.close();
    }

    @Test
    void theKeyOfATableIsItsPrimaryKeyElseItsIdentity() throws SQLException {
        run("CREATE TABLE keyed (b int, a int, PRIMARY KEY (a, b))");
        run("CREATE TABLE identified (a int NOT NULL UNIQUE)");
        run("ALTER TABLE identified REPLICA IDENTITY USING INDEX identified_a_key");
        run("CREATE TABLE keyless (a int)");
        run("ALTER TABLE keyless REPLICA IDENTITY FULL");

        Map<String, CapturedTable> captured = captured().stream()
                .collect(Collectors.toMap(table -> table.name().name(), table -> table));

        assertThat(captured.get("keyed").keyColumns()).containsExactly("a", "b");
        assertThat(captured.get("identified").key()).isEqualTo(Key.IDENTITY_INDEX);
        assertThat(captured.get("keyless").key()).isEqualTo(Key.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE TABLE t (a int) | NO_KEY",
                "CREATE UNLOGGED TABLE t (a int PRIMARY KEY) | NOT_LOGGED",
                "CREATE TABLE t (a int PRIMARY KEY); ALTER TABLE t REPLICA IDENTITY NOTHING | IDENTITY_NOTHING",
                "CREATE TABLE t (a int PRIMARY KEY); CREATE TABLE heir () INHERITS (t) | HAS_INHERITING_TABLES",
                "CREATE TABLE t (a int) PARTITION BY RANGE (a) | NO_KEY",
                "CREATE TABLE t (\"A\" int PRIMARY KEY, a int) | COLUMN_NAMES_CLASH"
            })
    void aTableThatWouldComeToHarmIsLeftOut(String ddl, Finding.Rule reason) throws SQLException {
        run(ddl);

        assertThat(database.inspect(false, contracts).tables().leftOut())
                .filteredOn(table -> table.table().name().equals("t"))
                .extracting(table -> table.finding().rule())
                .containsExactly(reason);
    }

    @Test
    void thePublicationHoldsTheCapturedTablesAndTheControlTables() throws SQLException {
        run("CREATE TABLE orders (id int PRIMARY KEY)");
        run("CREATE TABLE harmed (id int)");

        database.prepare(captured());
        database.prepare(captured());

        assertThat(published()).containsExactly("heartbeat_shop", "orders", "signal_shop");
    }

    @Test
    void tablesOfTheFirstSnapshotAreReadByIt() throws SQLException {
        run("CREATE TABLE orders (id int PRIMARY KEY)");

        database.prepare(captured());

        assertThat(database.unread(captured())).isEmpty();
    }

    @Test
    void aTableThatAppearsLaterIsPublishedAndReadInSteps() throws SQLException {
        database.prepare(captured());
        run("CREATE TABLE orders (id int PRIMARY KEY)");

        publishUnread();

        assertThat(published()).contains("orders");
        assertThat(signals()).containsExactly("incremental \"public\".\"orders\"");
        assertThat(database.unread(captured())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE t (a int); ALTER TABLE t REPLICA IDENTITY FULL",
                "CREATE TABLE t (a int NOT NULL UNIQUE); ALTER TABLE t REPLICA IDENTITY USING INDEX t_a_key"
            })
    void aTableWithoutPrimaryKeyIsReadInOneGo(String ddl) throws SQLException {
        database.prepare(captured());
        run(ddl);

        publishUnread();

        assertThat(signals()).containsExactly("blocking public\\.t");
    }

    /** Debezium writes the name into its offset without quotes, and then cannot read the offset. */
    @Test
    void aTableWithAStrangeNameIsReadInOneGo() throws SQLException {
        database.prepare(captured());
        run("CREATE TABLE \"or ders\" (id int PRIMARY KEY)");

        publishUnread();

        assertThat(signals()).containsExactly("blocking public\\.or\\x{20}ders");
    }

    @Test
    void aTableThatIsBeingWrittenToIsPublishedLater() throws SQLException {
        database.prepare(captured());
        run("CREATE TABLE orders (id int PRIMARY KEY)");
        user.setAutoCommit(false);
        run("INSERT INTO orders VALUES (1)");

        boolean done = database.publish(captured().get(0));

        user.rollback();
        assertThat(done).isFalse();
        assertThat(published()).doesNotContain("orders");
        assertThat(signals()).isEmpty();
    }

    @Test
    void aTableThatIsMadeAgainTakesThePlaceOfTheOneBefore() throws SQLException {
        run("CREATE TABLE orders (id int PRIMARY KEY)");
        database.prepare(captured());
        run("DROP TABLE orders");
        run("CREATE TABLE orders (id int PRIMARY KEY)");

        database.withdraw(captured());
        publishUnread();

        assertThat(signals()).containsExactly("incremental \"public\".\"orders\" truncate");
    }

    @Test
    void aTableThatIsMadeAgainLongAfterItWasDroppedTakesThePlaceOfTheOneBefore() throws SQLException {
        run("CREATE TABLE orders (id int PRIMARY KEY)");
        database.prepare(captured());
        run("DROP TABLE orders");
        database.withdraw(captured());
        run("CREATE TABLE orders (id int PRIMARY KEY)");

        publishUnread();

        assertThat(signals()).containsExactly("incremental \"public\".\"orders\" truncate");
    }

    @Test
    void aTableThatComesBackIsReadAnew() throws SQLException {
        run("CREATE TABLE orders (id int PRIMARY KEY)");
        database.prepare(captured());
        run("ALTER TABLE orders DROP CONSTRAINT orders_pkey");
        assertThat(database.withdraw(captured())).containsExactly(new TableName("public", "orders"));
        run("ALTER TABLE orders ADD PRIMARY KEY (id)");

        publishUnread();

        assertThat(signals()).containsExactly("incremental \"public\".\"orders\" truncate");
    }

    @Test
    void tablesThatChangeNamesAreReadUnderTheirNewNames() throws SQLException {
        run("CREATE TABLE orders (id int PRIMARY KEY)");
        run("CREATE TABLE draft (id int PRIMARY KEY)");
        database.prepare(captured());
        run("ALTER TABLE orders RENAME TO old_orders");
        run("ALTER TABLE draft RENAME TO orders");

        List<String> asked = new ArrayList<>();
        for (CapturedTable table : database.unread(captured())) {
            database.publish(table);
            asked.addAll(signals());
        }

        assertThat(asked)
                .containsExactly("incremental \"public\".\"old_orders\"", "incremental \"public\".\"orders\" truncate");
        assertThat(database.unread(captured())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE orders ADD COLUMN c int DEFAULT 7",
                "ALTER TABLE orders ADD COLUMN c timestamptz DEFAULT now()",
                "ALTER TABLE orders ADD COLUMN c text DEFAULT gen_random_uuid()",
                "ALTER TABLE orders ADD COLUMN c int GENERATED ALWAYS AS IDENTITY",
                "ALTER TABLE orders ADD COLUMN c int GENERATED ALWAYS AS (id + 1) STORED",
                "ALTER TABLE orders ADD COLUMN c int DEFAULT 7; VACUUM FULL orders",
                "ALTER TABLE orders ALTER COLUMN note TYPE int USING length(note)"
            })
    void aChangeOfAllRowsHasThemReadAgain(String ddl) throws SQLException {
        run("CREATE TABLE orders (id int PRIMARY KEY, note text)");
        run("INSERT INTO orders VALUES (1, 'one')");
        database.prepare(captured());
        for (String statement : ddl.split("; ")) {
            run(statement);
        }

        boolean asked = database.readAgain(captured());

        assertThat(asked).isTrue();
        assertThat(signals()).containsExactly("incremental \"public\".\"orders\"");
        assertThat(database.readAgain(captured())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE orders ADD COLUMN c int",
                "ALTER TABLE orders ALTER COLUMN note TYPE text",
                "ALTER TABLE orders ALTER COLUMN note SET DEFAULT 'none'",
                "ALTER TABLE orders DROP COLUMN note",
                "ALTER TABLE orders RENAME COLUMN note TO remark",
                "VACUUM FULL orders",
                "TRUNCATE orders"
            })
    void aChangeThatLeavesTheRowsAsTheyAreDoesNot(String ddl) throws SQLException {
        run("CREATE TABLE orders (id int PRIMARY KEY, note varchar(20))");
        database.prepare(captured());
        run(ddl);

        boolean asked = database.readAgain(captured());

        assertThat(asked).isFalse();
        assertThat(signals()).isEmpty();
    }

    @Test
    void aPartitionedTableIsReadAgainForADefaultOfItsPartitions() throws SQLException {
        run("CREATE TABLE orders (id int PRIMARY KEY) PARTITION BY RANGE (id)");
        run("CREATE TABLE orders_low PARTITION OF orders FOR VALUES FROM (0) TO (10)");
        run("INSERT INTO orders VALUES (1)");
        database.prepare(captured());
        run("ALTER TABLE orders ADD COLUMN c int DEFAULT 7");

        boolean asked = database.readAgain(captured());

        assertThat(asked).isTrue();
    }

    @Test
    void rowsWithoutAKeyAreNotReadTwice() throws SQLException {
        run("CREATE TABLE log (a int)");
        run("ALTER TABLE log REPLICA IDENTITY FULL");
        database.prepare(captured());
        run("ALTER TABLE log ADD COLUMN c int DEFAULT 7");

        boolean asked = database.readAgain(captured());

        assertThat(asked).isFalse();
        assertThat(signals()).isEmpty();
    }

    @Test
    void aContractGivesAKeyToATableWithoutOne() throws SQLException {
        run("CREATE TABLE log (\"Log Id\" int, a int)");
        run("ALTER TABLE log REPLICA IDENTITY FULL");
        contracts = contract("log", keyColumn("log_id"));

        CapturedTable log = captured().get(0);

        assertThat(log.key()).isEqualTo(Key.CONTRACT);
        assertThat(log.keyColumns()).containsExactly("Log Id");
    }

    @Test
    void aKeyOfItsOwnGoesBeforeThatOfAContract() throws SQLException {
        run("CREATE TABLE log (id int PRIMARY KEY, a int)");
        contracts = contract("log", keyColumn("a"));

        CapturedTable log = captured().get(0);

        assertThat(log.key()).isEqualTo(Key.PRIMARY_KEY);
        assertThat(log.keyColumns()).containsExactly("id");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "missing | the table has no column missing that Postgres replicates",
                "virtual | the table has no column virtual that Postgres replicates",
                "derived | its column 'derived' is derived (transformLogic)"
            })
    void aKeyThatTheTableCannotMakeIsSaid(String column, String reason) throws SQLException {
        run("CREATE TABLE log (a int, virtual int GENERATED ALWAYS AS (a + 1) VIRTUAL)");
        run("ALTER TABLE log REPLICA IDENTITY FULL");
        contracts = contract("log", column.equals("derived") ? derivedColumn(column) : keyColumn(column));

        SourceDatabase.Inspection seen = database.inspect(false, contracts);

        assertThat(seen.tables().captured().get(0).key()).isEqualTo(Key.NONE);
        assertThat(seen.warnings())
                .extracting(Finding::message)
                .contains("table public.log: it has no primary key, and cannot have the one that its contract names: "
                        + reason
                        + ", so there is a bronze table of its changes and no silver table. Name columns of the"
                        + " table in the contract (primaryKey)");
    }

    @Test
    void aContractsKeyDoesNotDoWithoutFullIdentity() throws SQLException {
        run("CREATE TABLE log (a int)");
        contracts = contract("log", keyColumn("a"));

        assertThat(database.inspect(false, contracts).tables().leftOut())
                .extracting(table -> table.finding().message())
                .singleElement()
                .asString()
                .contains("the key that its contract names does not change that", "REPLICA IDENTITY FULL");
    }

    @Test
    void aTableThatGetsAKeyLaterIsReadAnew() throws SQLException {
        run("CREATE TABLE log (a int)");
        run("ALTER TABLE log REPLICA IDENTITY FULL");
        database.prepare(captured());
        contracts = contract("log", keyColumn("a"));

        publishUnread();

        assertThat(signals()).containsExactly("blocking public\\.log truncate");
        assertThat(database.unread(captured())).isEmpty();
    }

    @Test
    void soIsOneWhosePrimaryKeyIsAnother() throws SQLException {
        run("CREATE TABLE log (a int PRIMARY KEY, b int NOT NULL)");
        database.prepare(captured());
        run("ALTER TABLE log DROP CONSTRAINT log_pkey, ADD PRIMARY KEY (b)");

        publishUnread();

        assertThat(signals()).containsExactly("incremental \"public\".\"log\" truncate");
    }

    @Test
    void oneThatLosesItsKeyIsNot() throws SQLException {
        run("CREATE TABLE log (a int)");
        run("ALTER TABLE log REPLICA IDENTITY FULL");
        contracts = contract("log", keyColumn("a"));
        database.prepare(captured());
        contracts = Contracts.NONE;

        assertThat(database.unread(captured())).isEmpty();
    }

    @Test
    void aKeyIsNotForgottenWhileWritersAreInTheWay() throws SQLException {
        run("CREATE TABLE log (a int)");
        run("ALTER TABLE log REPLICA IDENTITY FULL");
        database.prepare(captured());
        contracts = contract("log", keyColumn("a"));
        run("ALTER TABLE log ADD COLUMN c int");

        boolean asked = database.readAgain(captured());

        assertThat(asked).isFalse();
        assertThat(database.unread(captured())).hasSize(1);
    }

    @Test
    void keysThatAnEarlierVersionDidNotNoteAreTakenForThoseOfToday() throws SQLException {
        run("CREATE TABLE keyed (a int PRIMARY KEY)");
        run("CREATE TABLE log (a int)");
        run("ALTER TABLE log REPLICA IDENTITY FULL");
        database.prepare(captured());
        run("UPDATE tributary.captured_shop SET shape = (shape::jsonb - 'key')::text");
        contracts = contract("log", keyColumn("a"));

        assertThat(database.unread(captured()))
                .extracting(table -> table.name().name())
                .containsExactly("log");
    }

    @ParameterizedTest
    @CsvSource({"1582-10-04, 0", "1582-10-05, 1", "1582-10-14, 1", "1582-10-15, 0"})
    void datesThatJavasOldCalendarLacksAreReadInOneGo(String date, int requests) throws SQLException {
        database.prepare(captured());
        run("CREATE TABLE days (id int PRIMARY KEY, \"The day\" date)");
        run("INSERT INTO days VALUES (1, '" + date + "')");
        publishUnread();
        run("DELETE FROM tributary.signal_shop");

        database.readLostDays(database.datesUnchecked(captured()));

        assertThat(signals()).hasSize(requests);
        assertThat(database.datesUnchecked(captured())).isEmpty();
    }

    @Test
    void onlyDatesHaveToBeChecked() throws SQLException {
        database.prepare(captured());
        run("CREATE DOMAIN day AS date");
        run("CREATE TABLE with_domain (id int PRIMARY KEY, d day)");
        run("CREATE TABLE without (id int PRIMARY KEY, d timestamp)");

        publishUnread();

        assertThat(database.datesUnchecked(captured()))
                .extracting(table -> table.name().name())
                .containsExactly("with_domain");
    }

    @Test
    void signalsOfDebeziumItselfStay() throws SQLException {
        database.prepare(captured());
        run("INSERT INTO tributary.signal_shop VALUES ('1-open', 'snapshot-window-open', null)");
        run("CREATE TABLE orders (id int PRIMARY KEY)");

        publishUnread();

        assertThat(strings("SELECT type FROM tributary.signal_shop ORDER BY type"))
                .containsExactly("execute-snapshot", "snapshot-window-open");
    }

    @Test
    void withoutItsPublicationNothingIsFollowed() throws SQLException {
        database.prepare(captured());
        run("DROP PUBLICATION tributary_shop");

        assertThatThrownBy(() -> database.withdraw(List.of()))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("the publication 'tributary_shop' is gone, so no change is captured")
                .hasMessageContaining("Run 'tributary up' again, which makes it anew");
    }

    @Test
    void purgeLeavesNothingBehind() throws SQLException {
        run("CREATE TABLE orders (id int PRIMARY KEY)");
        database.prepare(captured());

        database.purge();

        assertThat(strings("SELECT nspname FROM pg_namespace WHERE nspname = 'tributary'"))
                .isEmpty();
        assertThat(published()).isEmpty();
        assertThat(captured()).hasSize(1);
    }

    /** The statements are those of docs/postgres.md. */
    @Test
    void aRoleThatOwnsNothingCapturesWhatAnAdministratorPublished() throws SQLException {
        run("CREATE TABLE orders (id int PRIMARY KEY)");
        run("CREATE TABLE later (id int PRIMARY KEY)");
        run("CREATE ROLE reader LOGIN REPLICATION");
        run("GRANT USAGE ON SCHEMA public TO reader");
        run("GRANT SELECT ON public.orders TO reader");
        run("CREATE SCHEMA tributary");
        run(ControlObjects.createHeartbeat("shop"));
        run(ControlObjects.createSignal("shop"));
        run(ControlObjects.createCaptured("shop"));
        run("GRANT USAGE ON SCHEMA tributary TO reader");
        run("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA tributary TO reader");
        run("CREATE PUBLICATION tributary_shop"
                + " FOR TABLE tributary.heartbeat_shop, tributary.signal_shop, public.orders"
                + " WITH (publish = 'insert, update, delete, truncate', publish_via_partition_root = true)");
        run("ALTER PUBLICATION tributary_shop SET (publish_generated_columns = stored)");

        List<TableName> capturedByReader;
        List<String> leftOut;
        List<String> purged;
        try (SourceDatabase reader = SourceDatabase.open(server.as("reader", source))) {
            TableSelection selection = reader.inspect(false, contracts).tables();
            List<CapturedTable> tables = selection.captured();
            reader.prepare(tables);
            leftOut = selection.leftOut().stream()
                    .map(table -> table.finding().message())
                    .toList();
            capturedByReader = tables.stream().map(CapturedTable::name).toList();
            purged = reader.purge();
        }

        assertThat(capturedByReader).containsExactly(new TableName("public", "orders"));
        assertThat(leftOut)
                .containsExactly("table public.later: the role may not read it. GRANT USAGE ON SCHEMA \"public\" TO"
                        + " \"reader\"; GRANT SELECT ON \"public\".\"later\" TO \"reader\"");
        assertThat(purged).singleElement().asString().contains("let its owner run: DROP PUBLICATION");
        assertThat(published()).containsExactly("heartbeat_shop", "orders", "signal_shop");
    }

    private List<CapturedTable> captured() {
        return database.inspect(false, contracts).tables().captured();
    }

    private static Contracts contract(String dataset, ContractColumn column) {
        return new Contracts(List.of(new Contract(
                new Dataset("shop", dataset),
                "1.0.0",
                null,
                Shape.TABLE,
                null,
                List.of(column),
                List.of(column.name()),
                null,
                null,
                null,
                null,
                null,
                null,
                null)));
    }

    private static ContractColumn keyColumn(String name) {
        return column(name, List.of(name), null);
    }

    private static ContractColumn derivedColumn(String name) {
        return column(name, null, "1");
    }

    private static ContractColumn column(String name, List<String> sources, String expression) {
        return new ContractColumn(
                name, null, ValueType.of(ValueType.Kind.INT), sources, null, null, expression, null, null, null);
    }

    private void publishUnread() {
        database.unread(captured())
                .forEach(table -> assertThat(database.publish(table)).isTrue());
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = user.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> published() throws SQLException {
        return strings("SELECT tablename FROM pg_publication_tables WHERE pubname = 'tributary_shop' ORDER BY 1");
    }

    /** What was asked for, however many signals of the table are left; the log has all of them. */
    private List<String> signals() throws SQLException {
        List<String> signals = new ArrayList<>();
        for (String data : strings("SELECT data FROM tributary.signal_shop ORDER BY data")) {
            JsonNode signal = json(data);
            signals.add(signal.path("type").asText() + " "
                    + signal.path("data-collections").get(0).asText()
                    + (signal.path("tributary").path("truncate").asBoolean() ? " truncate" : ""));
        }
        return signals;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("Not JSON: " + text, e);
        }
    }

    private List<String> strings(String query) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (Statement statement = user.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                strings.add(row.getString(1));
            }
        }
        return strings;
    }
}
