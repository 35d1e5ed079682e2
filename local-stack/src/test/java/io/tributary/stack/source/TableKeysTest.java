package io.tributary.stack.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.contract.Contract;
import io.tributary.schemas.contract.ContractColumn;
import io.tributary.schemas.contract.Contracts;
import io.tributary.schemas.contract.Shape;
import io.tributary.schemas.contract.ValueType;
import io.tributary.schemas.naming.Dataset;
import io.tributary.stack.source.CapturedTable.Key;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By what the rows of a table are told apart, and what happens when it becomes another. */
class TableKeysTest extends OnRealPostgres {

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
}
