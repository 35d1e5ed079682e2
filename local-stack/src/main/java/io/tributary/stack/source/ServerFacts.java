package io.tributary.stack.source;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What a server says of itself and of the role.
 *
 * @param version {@code server_version_num}, for instance 170002
 * @param standby whether it is a standby
 * @param walLevel {@code wal_level}
 * @param role the role that is logged in
 * @param mayReplicate whether that role may read the WAL
 * @param slotsFree replication slots that could still be made
 * @param walSendersFree connections for replication that could still be made
 * @param unlimitedSlotWal whether {@code max_slot_wal_keep_size} sets no limit
 * @param slot state of the source's own slot; nullable, there may be none yet
 */
record ServerFacts(
        int version,
        boolean standby,
        String walLevel,
        String role,
        boolean mayReplicate,
        int slotsFree,
        int walSendersFree,
        boolean unlimitedSlotWal,
        OwnSlot slot) {

    private static final String QUERY =
            """
            SELECT current_setting('server_version_num')::int AS version,
                   pg_is_in_recovery() AS standby,
                   current_setting('wal_level') AS wal_level,
                   current_user::text AS role,
                   (SELECT r.rolsuper OR r.rolreplication FROM pg_roles r WHERE r.rolname = current_user)
                     OR EXISTS (SELECT 1 FROM pg_roles m WHERE m.rolname = 'rds_replication'
                                AND pg_has_role(current_user, m.oid, 'MEMBER')) AS may_replicate,
                   current_setting('max_replication_slots')::int
                     - (SELECT count(*) FROM pg_replication_slots)::int AS slots_free,
                   current_setting('max_wal_senders')::int
                     - (SELECT count(*) FROM pg_stat_replication)::int AS wal_senders_free,
                   COALESCE(current_setting('max_slot_wal_keep_size', true), '-1') = '-1' AS unlimited_slot_wal,
                   s.plugin, s.database, s.active, s.wal_status
            FROM (SELECT 1) one LEFT JOIN pg_replication_slots s ON s.slot_name = ?
            """;

    /**
     * The slot of the source's name.
     *
     * @param plugin output plugin; nullable, a physical slot has none
     * @param database the database it belongs to; nullable, a physical slot belongs to none
     * @param active whether somebody reads from it
     * @param walStatus reserved, extended, unreserved or lost
     */
    record OwnSlot(String plugin, String database, boolean active, String walStatus) {}

    static ServerFacts read(Connection connection, String slot) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
            statement.setString(1, slot);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                String walStatus = row.getString("wal_status");
                row.getBoolean("active");
                boolean exists = !row.wasNull();
                return new ServerFacts(
                        row.getInt("version"),
                        row.getBoolean("standby"),
                        row.getString("wal_level"),
                        row.getString("role"),
                        row.getBoolean("may_replicate"),
                        row.getInt("slots_free"),
                        row.getInt("wal_senders_free"),
                        row.getBoolean("unlimited_slot_wal"),
                        exists
                                ? new OwnSlot(
                                        row.getString("plugin"),
                                        row.getString("database"),
                                        row.getBoolean("active"),
                                        walStatus)
                                : null);
            }
        }
    }
}
