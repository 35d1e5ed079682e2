package io.tributary.stack.source;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.stack.source.CapturedTable.Key;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Asks Debezium to read tables. Under {@code tributary} stands what Debezium does not read, but Tributary's connector does
 * (io.tributary.connectors.postgres.SnapshotRequest).
 */
final class SnapshotSignals {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EXECUTE = "execute-snapshot";

    /**
     * Names that Debezium finds again in its own offset. It writes the others there without quotes, and cannot even start
     * with such an offset.
     */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_]+");

    private final String signals;
    private final Connection connection;

    SnapshotSignals(String source, Connection connection) {
        this.signals = ControlObjects.signal(source).sql();
        this.connection = connection;
    }

    /** How a table is read. */
    enum Kind {
        /** In steps, between the changes; only with a primary key and a plain name. */
        INCREMENTAL,
        /** In one go, with the changes waiting. */
        BLOCKING;

        static Kind of(CapturedTable table) {
            boolean plain = PLAIN.matcher(table.name().schema()).matches()
                    && PLAIN.matcher(table.name().name()).matches();
            return table.key() == Key.PRIMARY_KEY && plain ? INCREMENTAL : BLOCKING;
        }
    }

    /**
     * Asks for a table. Signals before it have been heard, or will be, from the log; they need not stay in the table.
     *
     * @param truncate whether what was read of the table before does not count any more
     */
    void ask(CapturedTable table, Kind kind, boolean truncate) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM " + signals + " WHERE type = '" + EXECUTE + "'");
        }
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO " + signals + " (id, type, data) VALUES (?, ?, ?)")) {
            statement.setString(1, UUID.randomUUID().toString());
            statement.setString(2, EXECUTE);
            statement.setString(3, data(table, kind, truncate));
            statement.execute();
        }
    }

    static String data(CapturedTable table, Kind kind, boolean truncate) {
        boolean incremental = kind == Kind.INCREMENTAL;
        ObjectNode data = JSON.createObjectNode();
        data.put("type", incremental ? "incremental" : "blocking");
        // Quoted, Debezium takes it as a name and not as a regular expression.
        data.putArray("data-collections")
                .add(incremental ? table.name().sql() : table.name().regex());
        data.putObject("tributary")
                .put("schema", table.name().schema())
                .put("table", table.name().name())
                .put("keyed", table.key() != Key.NONE)
                .put("truncate", truncate);
        return data.toString();
    }
}
