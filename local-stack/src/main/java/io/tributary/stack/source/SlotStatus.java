package io.tributary.stack.source;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A replication slot and what it holds back.
 *
 * @param name its name
 * @param active whether a reader is connected
 * @param walStatus reserved, extended, unreserved or lost
 * @param retainedWalBytes write-ahead log that the server keeps for it, in bytes; 0 if it was lost
 * @param safeWalBytes what may be written before the slot is in danger of being given up, in bytes; null without a limit
 */
public record SlotStatus(String name, boolean active, String walStatus, long retainedWalBytes, Long safeWalBytes) {

    private static final String QUERY =
            """
            SELECT active, COALESCE(wal_status, 'lost') AS wal_status, safe_wal_size,
                   COALESCE(pg_wal_lsn_diff(
                       CASE WHEN pg_is_in_recovery() THEN pg_last_wal_receive_lsn() ELSE pg_current_wal_lsn() END,
                       restart_lsn), 0)::bigint AS retained
            FROM pg_replication_slots WHERE slot_name = ?
            """;

    /** Says "filenode" before Postgres 16. */
    private static final Pattern UNREADABLE = Pattern.compile("could not map file(?:number|node) .* to relation OID");

    /**
     * Whether an error of a slot's reader says that no reader will ever get further. Postgres misses which files a table has if it
     * was truncated or rewritten in a certain moment while the slot was made
     * (<a href="https://www.postgresql.org/message-id/3575444b.25e0.19aaae481e0.Coremail.ocean_li_996@163.com">its fault</a>).
     */
    public static boolean isUnreadable(String error) {
        return UNREADABLE.matcher(error).find();
    }

    static Optional<SlotStatus> read(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                return Optional.of(new SlotStatus(
                        name,
                        row.getBoolean("active"),
                        row.getString("wal_status"),
                        row.getLong("retained"),
                        row.getObject("safe_wal_size", Long.class)));
            }
        }
    }
}
