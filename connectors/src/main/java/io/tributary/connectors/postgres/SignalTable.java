package io.tributary.connectors.postgres;

import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.connection.PostgresConnection;
import io.debezium.relational.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.connect.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The table through which Debezium is asked for snapshots. What is asked here, it hears at that place of the log. */
final class SignalTable {

    private static final Logger LOG = LoggerFactory.getLogger(SignalTable.class);

    private final PostgresConnectorConfig settings;

    SignalTable(PostgresConnectorConfig settings) {
        this.settings = settings;
    }

    TableId id() {
        return TableId.parse(settings.getSignalingDataCollectionIds().get(0), false);
    }

    /**
     * Asks for snapshots that did not come to their end.
     *
     * @return those whose table is gone, which are not asked for
     * @throws RetriableException if the database does not answer
     */
    List<SnapshotRequest> askAgain(List<SnapshotRequest> requests) {
        if (requests.isEmpty()) {
            return List.of();
        }
        List<SnapshotRequest> gone = new ArrayList<>();
        String table = id().toDoubleQuotedString();
        try (PostgresConnection database =
                new PostgresConnection(settings.getJdbcConfig(), PostgresConnection.CONNECTION_GENERAL)) {
            Connection connection = database.connection();
            connection.setAutoCommit(false);
            try (Statement delete = connection.createStatement();
                    PreparedStatement insert = connection.prepareStatement(
                            "INSERT INTO " + table + " (id, type, data) VALUES (?, ?, ?)")) {
                delete.execute("DELETE FROM " + table + " WHERE type = '" + SnapshotRequest.SIGNAL_TYPE + "'");
                for (SnapshotRequest request : requests) {
                    if (!exists(connection, request)) {
                        gone.add(request);
                        continue;
                    }
                    insert.setString(1, UUID.randomUUID().toString());
                    insert.setString(2, SnapshotRequest.SIGNAL_TYPE);
                    insert.setString(3, request.again().json());
                    insert.execute();
                    LOG.info(
                            "the snapshot of {}.{} did not come to its end and is taken again",
                            request.schema(),
                            request.table());
                }
            }
            connection.commit();
            return gone;
        } catch (SQLException e) {
            throw new RetriableException("The signal table " + table + " cannot be written to", e);
        }
    }

    private static boolean exists(Connection connection, SnapshotRequest request) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT EXISTS (SELECT 1 FROM pg_class c"
                + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ? AND c.relname = ?)")) {
            query.setString(1, request.schema());
            query.setString(2, request.table());
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
