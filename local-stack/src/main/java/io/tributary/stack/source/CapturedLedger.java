package io.tributary.stack.source;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which tables have been given to a snapshot, by Postgres' number of them, and how they were: kept in the source's own
 * database, so that it changes in one transaction with the publication and the request of a snapshot. What is no longer
 * captured under its name stays as gone, for a table that gets this name later takes the place of its rows.
 */
final class CapturedLedger {

    private final String table;
    private final Connection connection;

    CapturedLedger(String source, Connection connection) {
        this.table = ControlObjects.captured(source).sql();
        this.connection = connection;
    }

    /**
     * A table that was given to a snapshot and is captured since.
     *
     * @param name its name then
     * @param shape its shape then
     * @param datesChecked whether it is known that an incremental snapshot of it can read its dates
     */
    record Entry(String name, TableShape shape, boolean datesChecked) {}

    Map<Long, Entry> read() throws SQLException {
        Map<Long, Entry> entries = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT table_oid::bigint, table_name, shape, dates_checked FROM "
                                + table + " WHERE NOT gone")) {
            while (row.next()) {
                entries.put(
                        row.getLong(1),
                        new Entry(row.getString(2), TableShape.ofJson(row.getString(3)), row.getBoolean(4)));
            }
        }
        return entries;
    }

    /** Whether a table of that name was ever captured, be it this one or another. */
    boolean knows(TableName name) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT EXISTS (SELECT 1 FROM " + table + " WHERE table_name = ?)")) {
            statement.setString(1, name.toString());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** Writes down that tables are read as they are now. */
    void put(List<CapturedTable> captured, boolean datesChecked) throws SQLException {
        try (PreparedStatement forget = connection.prepareStatement(
                        "DELETE FROM " + table + " WHERE table_name = ? AND table_oid <> ?::bigint::oid");
                PreparedStatement rename = connection.prepareStatement(
                        "UPDATE " + table + " SET gone = true WHERE table_name <> ? AND table_oid = ?::bigint::oid");
                PreparedStatement put = connection.prepareStatement("INSERT INTO " + table
                        + " (table_oid, table_name, shape, dates_checked) VALUES (?::bigint::oid, ?, ?, ?)"
                        + " ON CONFLICT (table_oid, table_name) DO UPDATE SET captured_at = excluded.captured_at,"
                        + " shape = excluded.shape, dates_checked = excluded.dates_checked, gone = false")) {
            for (CapturedTable each : captured) {
                for (PreparedStatement other : List.of(forget, rename)) {
                    other.setString(1, each.name().toString());
                    other.setLong(2, each.oid());
                    other.addBatch();
                }
                put.setLong(1, each.oid());
                put.setString(2, each.name().toString());
                put.setString(3, each.shape().json());
                put.setBoolean(4, datesChecked);
                put.addBatch();
            }
            forget.executeBatch();
            rename.executeBatch();
            put.executeBatch();
        }
    }

    /** Writes down that tables are no longer captured. */
    void leave(Collection<Long> oids) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("UPDATE " + table + " SET gone = true WHERE table_oid = ?::bigint::oid")) {
            for (long oid : oids) {
                statement.setLong(1, oid);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
