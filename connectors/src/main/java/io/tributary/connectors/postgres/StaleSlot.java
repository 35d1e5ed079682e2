package io.tributary.connectors.postgres;

import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.connection.PostgresConnection;
import java.sql.SQLException;
import org.apache.kafka.connect.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The replication slot of a first snapshot that was cut off. Its snapshot went with the connection that made it, and
 * Debezium would read a later state than the one the slot begins at.
 */
final class StaleSlot {

    private static final Logger LOG = LoggerFactory.getLogger(StaleSlot.class);

    private final PostgresConnectorConfig settings;

    StaleSlot(PostgresConnectorConfig settings) {
        this.settings = settings;
    }

    /**
     * Drops the slot if there is one.
     *
     * @return position in the log, not before that of the dropped slot, and before that of any slot made from now on
     * @throws RetriableException if the slot is still being read, or the database does not answer
     */
    long drop() {
        String slot = settings.slotName();
        try (PostgresConnection connection =
                new PostgresConnection(settings.getJdbcConfig(), PostgresConnection.CONNECTION_DROP_SLOT)) {
            long position = connection.currentXLogLocation();
            if (exists(connection)) {
                connection.dropReplicationSlot(slot);
                if (exists(connection)) {
                    throw new RetriableException("The replication slot " + slot
                            + " of a snapshot that was cut off cannot be dropped yet; something still reads from it");
                }
                LOG.info("dropped the replication slot {}: its snapshot was cut off and is taken again", slot);
            }
            return position;
        } catch (SQLException e) {
            throw new RetriableException("The replication slot " + slot + " cannot be looked at", e);
        }
    }

    private boolean exists(PostgresConnection connection) throws SQLException {
        return connection.prepareQueryAndMap(
                "SELECT EXISTS (SELECT 1 FROM pg_replication_slots WHERE slot_name = ?)",
                statement -> statement.setString(1, settings.slotName()),
                row -> row.next() && row.getBoolean(1));
    }
}
