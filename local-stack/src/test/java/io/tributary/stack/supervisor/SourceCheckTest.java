package io.tributary.stack.supervisor;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.contract.Contracts;
import io.tributary.stack.config.PostgresSource;
import io.tributary.stack.layout.StackException;
import io.tributary.stack.layout.StateDirectory;
import io.tributary.stack.source.RealPostgres;
import io.tributary.stack.source.SourceDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real database refuses is said before anything is started. */
class SourceCheckTest {

    @TempDir
    private Path folder;

    private Connection owner;
    private PostgresSource source;
    private PostgresSource tenant;

    @BeforeEach
    void makeARoleThatOwnsNothing() throws IOException, SQLException {
        RealPostgres server = RealPostgres.running();
        source = server.newSource();
        owner = server.connect(source);
        run(
                "CREATE TABLE orders (id int PRIMARY KEY)",
                "CREATE TABLE customers (id int PRIMARY KEY)",
                "CREATE TABLE log (line text)",
                "CREATE ROLE tenant LOGIN REPLICATION",
                "GRANT SELECT ON ALL TABLES IN SCHEMA public TO tenant",
                "GRANT CREATE ON DATABASE " + source.database() + " TO tenant");
        tenant = server.as("tenant", source);
    }

    @AfterEach
    void disconnect() throws SQLException {
        run("DROP OWNED BY tenant CASCADE", "DROP ROLE tenant");
        owner.close();
    }

    @Test
    void aSourceOfWhichNoTableCanBeCaptured() {
        assertThatThrownBy(this::check)
                .isInstanceOf(StackException.class)
                .hasMessage("Source shop: sources.shop.tables: not one table can be captured. Each of the tables"
                        + " public.customers, public.orders: the role 'tenant' does not own it, so it cannot publish it."
                        + " For public.customers: As superuser: ALTER TABLE \"public\".\"customers\" OWNER TO \"tenant\""
                        + "  (or let an administrator make the control tables and the publication 'tributary_shop', as"
                        + " docs/postgres.md says). Table public.log: it has neither a primary key that is not deferrable"
                        + " nor full replica identity, so UPDATE and DELETE would fail once it is published. ALTER TABLE"
                        + " \"public\".\"log\" ADD PRIMARY KEY (...)  or  ALTER TABLE \"public\".\"log\" REPLICA"
                        + " IDENTITY FULL");
    }

    @Test
    void aTableThatTheRoleOwnsIsEnough() throws SQLException {
        run("ALTER TABLE orders OWNER TO tenant");

        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void soIsOneThatAnAdministratorHasPublished() throws SQLException {
        prepareAsAdministrator();

        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void onesThatAnAdministratorHasNotPublishedAreNot() throws SQLException {
        prepareAsAdministrator();
        run("ALTER PUBLICATION tributary_shop DROP TABLE orders, customers");

        assertThatThrownBy(this::check)
                .isInstanceOf(StackException.class)
                .hasMessageContaining(
                        "Each of the tables public.customers, public.orders: the role 'tenant' does not own it")
                .hasMessageContaining(
                        "As superuser: ALTER PUBLICATION \"tributary_shop\" ADD TABLE \"public\".\"customers\"");
    }

    private void prepareAsAdministrator() throws SQLException {
        try (SourceDatabase database = SourceDatabase.open(source)) {
            database.prepare(database.inspect(false, Contracts.NONE).tables().captured());
        }
        run(
                "GRANT USAGE ON SCHEMA tributary TO tenant",
                "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA tributary TO tenant");
    }

    private void check() {
        SourceCheck.requireFit(List.of(tenant), new KnownSources(new StateDirectory(folder)));
    }

    private void run(String... statements) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
