package io.tributary.stack.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.contract.Contracts;
import io.tributary.stack.config.PostgresSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a role lacks is said before the stack starts, and finding it out leaves the database as it was. */
class RehearsalTest {

    private PostgresSource reader;
    private Connection owner;

    @BeforeEach
    void makeARoleThatMayOnlyRead() throws IOException, SQLException {
        RealPostgres server = RealPostgres.running();
        PostgresSource source = server.newSource();
        owner = server.connect(source);
        run("CREATE TABLE orders (id int PRIMARY KEY)");
        run("CREATE ROLE onlooker LOGIN REPLICATION");
        run("GRANT SELECT ON orders TO onlooker");
        reader = server.as("onlooker", source);
    }

    @AfterEach
    void disconnect() throws SQLException {
        run("DROP OWNED BY onlooker CASCADE");
        run("DROP ROLE onlooker");
        owner.close();
    }

    @Test
    void controlTablesThatTheRoleMayNotMake() {
        assertThatThrownBy(this::rehearse)
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("the role 'onlooker' may not make Tributary's control tables")
                .hasMessageContaining("CREATE SCHEMA IF NOT EXISTS \"tributary\"")
                .hasMessageContaining("GRANT CREATE ON DATABASE");
    }

    @Test
    void aPublicationThatTheRoleMayNotMake() throws SQLException {
        run("CREATE SCHEMA tributary AUTHORIZATION onlooker");
        run("ALTER TABLE orders OWNER TO onlooker");

        assertThatThrownBy(this::rehearse)
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("the role 'onlooker' may not make the publication")
                .hasMessageContaining("CREATE PUBLICATION \"tributary_shop\" FOR TABLE")
                .hasMessageContaining("GRANT CREATE ON DATABASE");
    }

    @Test
    void nothingOfItStays() throws SQLException {
        run("GRANT CREATE ON DATABASE " + SqlText.identifier(owner.getCatalog()) + " TO onlooker");
        run("ALTER TABLE orders OWNER TO onlooker");

        rehearse();

        assertThat(count("pg_namespace WHERE nspname = 'tributary'")).isZero();
        assertThat(count("pg_publication")).isZero();
    }

    private void rehearse() {
        try (SourceDatabase database = SourceDatabase.open(reader)) {
            database.rehearse(database.inspect(false, Contracts.NONE).tables().captured());
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    private int count(String from) throws SQLException {
        try (Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + from)) {
            row.next();
            return row.getInt(1);
        }
    }
}
