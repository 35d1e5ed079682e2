package io.tributary.stack.source;

import io.tributary.schemas.naming.Topics;
import io.tributary.stack.config.PostgresSource;
import io.tributary.stack.source.Finding.Rule;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The control tables of a source: made if they are missing, used as they are if an administrator made them. */
final class ControlSchema {

    private static final Logger LOG = LoggerFactory.getLogger(ControlSchema.class);

    private final PostgresSource source;
    private final Connection connection;

    ControlSchema(PostgresSource source, Connection connection) {
        this.source = source;
        this.connection = connection;
    }

    /**
     * Makes what is missing.
     *
     * @throws SourceException if the role may not; it gives the statements for someone who may
     */
    void ensure() throws SQLException {
        List<String> missing = missing();
        try (Statement statement = connection.createStatement()) {
            for (String ddl : missing) {
                statement.execute(ddl);
                LOG.info("source {}: {}", source.name(), ddl);
            }
        } catch (SQLException e) {
            if (MissingPrivilege.is(e)) {
                throw refused(
                        "the role '" + source.user() + "' may not make Tributary's control tables: "
                                + ConnectionFailure.message(e),
                        e);
            }
            throw e;
        }
        if (missing.isEmpty() && !mayUse()) {
            throw refused("the role '" + source.user() + "' may not read and write Tributary's control tables", null);
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(ControlObjects.beat(source.name()));
        }
    }

    private SourceException refused(String problem, Throwable cause) {
        List<String> statements = new ArrayList<>();
        statements.add("CREATE SCHEMA IF NOT EXISTS " + SqlText.identifier(Topics.CONTROL_SCHEMA));
        statements.add(ControlObjects.createHeartbeat(source.name()));
        statements.add(ControlObjects.createSignal(source.name()));
        statements.add(ControlObjects.createCaptured(source.name()));
        String role = SqlText.identifier(source.user());
        statements.add("GRANT USAGE ON SCHEMA " + SqlText.identifier(Topics.CONTROL_SCHEMA) + " TO " + role);
        statements.add("GRANT SELECT, INSERT, UPDATE, DELETE ON "
                + String.join(", ", tables().stream().map(TableName::sql).toList()) + " TO " + role);
        return new SourceException(
                List.of(new Finding(
                        Rule.CONTROL_OBJECTS_REFUSED,
                        "Postgres at " + source.address(),
                        problem,
                        "Let the owner of the database run what is missing of: " + String.join("; ", statements) + ";"
                                + "  or let the role do it: GRANT CREATE ON DATABASE "
                                + SqlText.identifier(source.database()) + " TO " + role)),
                cause);
    }

    private List<TableName> tables() {
        return List.of(
                ControlObjects.heartbeat(source.name()),
                ControlObjects.signal(source.name()),
                ControlObjects.captured(source.name()));
    }

    private List<String> missing() throws SQLException {
        List<String> ddl = new ArrayList<>();
        if (!answers("SELECT EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = ?)", Topics.CONTROL_SCHEMA)) {
            ddl.add(ControlObjects.createSchema());
        }
        if (!exists(ControlObjects.heartbeat(source.name()))) {
            ddl.add(ControlObjects.createHeartbeat(source.name()));
        }
        if (!exists(ControlObjects.signal(source.name()))) {
            ddl.add(ControlObjects.createSignal(source.name()));
        }
        if (!exists(ControlObjects.captured(source.name()))) {
            ddl.add(ControlObjects.createCaptured(source.name()));
        }
        return ddl;
    }

    private boolean exists(TableName table) throws SQLException {
        return answers(
                "SELECT EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE n.nspname = ? AND c.relname = ?)",
                table.schema(),
                table.name());
    }

    private boolean mayUse() throws SQLException {
        if (!answers("SELECT has_schema_privilege(?, 'USAGE')", Topics.CONTROL_SCHEMA)) {
            return false;
        }
        for (TableName table : tables()) {
            for (String privilege : List.of("SELECT", "INSERT", "UPDATE", "DELETE")) {
                if (!answers("SELECT has_table_privilege(?, ?)", table.sql(), privilege)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean answers(String query, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}
