package io.tributary.stack.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made in the user's database, and what is left out, against a real one. */
class SourceDatabaseTest extends OnRealPostgres {

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
}
