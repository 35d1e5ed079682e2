package io.tributary.stack.source;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which tables have been given to a snapshot, by Postgres' number of them: kept in the source's own database, so that it
 * changes in one transaction with the publication, and so that a table that was dropped and made again is seen as new.
 */
final class CapturedLedger {

    private final String table;
    private final Connection connection;

    CapturedLedger(String source, Connection connection) {
        this.table = ControlObjects.captured(source).sql();
        this.connection = connection;
    }

    Set<Long> read() throws SQLException {
        Set<Long> oids = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT table_oid::bigint FROM " + table)) {
            while (row.next()) {
                oids.add(row.getLong(1));
            }
        }
        return oids;
    }

    void add(List<CapturedTable> captured) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO " + table
                + " (table_oid, table_name) VALUES (?::bigint::oid, ?) ON CONFLICT (table_oid) DO NOTHING")) {
            for (CapturedTable each : captured) {
                statement.setLong(1, each.oid());
                statement.setString(2, each.name().toString());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    void remove(Collection<Long> oids) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM " + table + " WHERE table_oid = ?::bigint::oid")) {
            for (long oid : oids) {
                statement.setLong(1, oid);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
