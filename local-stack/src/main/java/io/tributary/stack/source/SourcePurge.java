package io.tributary.stack.source;

import io.tributary.schemas.naming.Topics;
import io.tributary.stack.config.PostgresSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Removes all that Tributary keeps in a source's database. The connector must be stopped or gone. */
final class SourcePurge {

    private static final long READER_LEAVES_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final PostgresSource source;
    private final Connection connection;
    private final List<String> done = new ArrayList<>();

    SourcePurge(PostgresSource source, Connection connection) {
        this.source = source;
        this.connection = connection;
    }

    /** Removes slot, publication and control tables, each if it is there, and says what was done. */
    List<String> run() throws SQLException {
        dropSlot();
        dropPublication();
        dropControlTables();
        return List.copyOf(done);
    }

    private void dropSlot() throws SQLException {
        String name = ControlObjects.slot(source.name());
        long deadline = System.nanoTime() + READER_LEAVES_WITHIN_NANOS;
        Optional<SlotStatus> slot = SlotStatus.read(connection, name);
        while (slot.isPresent() && slot.get().active() && System.nanoTime() < deadline) {
            query(
                    "SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots"
                            + " WHERE slot_name = ? AND active_pid IS NOT NULL",
                    name);
            LockSupport.parkNanos(PAUSE_NANOS);
            slot = SlotStatus.read(connection, name);
        }
        if (slot.isPresent()) {
            query("SELECT pg_drop_replication_slot(?)", name);
            done.add("dropped the replication slot " + name + " of " + source.address());
        }
    }

    private void dropPublication() throws SQLException {
        String name = ControlObjects.publication(source.name());
        Optional<Publication> publication = Publication.read(connection, name);
        if (publication.isEmpty()) {
            return;
        }
        String drop = "DROP PUBLICATION " + SqlText.identifier(name);
        if (publication.get().owned()) {
            execute(drop);
            done.add("dropped the publication " + name + " of " + source.address());
        } else {
            done.add("left the publication " + name + " of " + source.address()
                    + ", which belongs to another role; let its owner run: " + drop);
        }
    }

    private void dropControlTables() throws SQLException {
        for (TableName table : List.of(
                ControlObjects.signal(source.name()),
                ControlObjects.heartbeat(source.name()),
                ControlObjects.captured(source.name()))) {
            if (!owns("SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = to_regclass(?)", table.sql())) {
                continue;
            }
            execute("DROP TABLE " + table.sql());
            done.add("dropped the table " + table + " of " + source.address());
        }
        boolean empty = owns(
                "SELECT pg_has_role(nspowner, 'USAGE') AND NOT EXISTS (SELECT 1 FROM pg_class WHERE relnamespace = n.oid)"
                        + " FROM pg_namespace n WHERE nspname = ?",
                Topics.CONTROL_SCHEMA);
        if (empty) {
            execute("DROP SCHEMA " + SqlText.identifier(Topics.CONTROL_SCHEMA));
            done.add("dropped the schema " + Topics.CONTROL_SCHEMA + " of " + source.address());
        }
    }

    private boolean owns(String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private void query(String sql, String value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, value);
            statement.execute();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
