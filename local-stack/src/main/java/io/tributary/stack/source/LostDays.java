package io.tributary.stack.source;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The days that Java's old calendar does not have, 5 to 14 October 1582. An incremental snapshot reads dates as
 * java.sql.Date, which takes each of them for the one ten days later; a blocking one reads them as text.
 */
final class LostDays {

    private static final Logger LOG = LoggerFactory.getLogger(LostDays.class);
    private static final String QUERY_CANCELED = "57014";
    /** Below what a connection waits for an answer; see SourceConnection. */
    private static final int PATIENCE_SECONDS = 50;

    private final Connection connection;

    LostDays(Connection connection) {
        this.connection = connection;
    }

    /** Whether a table with dates has such a date. A table too large to be looked through in time is taken to have none. */
    boolean in(CapturedTable table) throws SQLException {
        String condition = table.dates().stream()
                .map(column -> SqlText.identifier(column) + " BETWEEN '1582-10-05' AND '1582-10-14'")
                .collect(Collectors.joining(" OR "));
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(PATIENCE_SECONDS);
            try (ResultSet row = statement.executeQuery(
                    "SELECT EXISTS (SELECT 1 FROM " + table.name().sql() + " WHERE " + condition + ")")) {
                return row.next() && row.getBoolean(1);
            }
        } catch (SQLException e) {
            if (QUERY_CANCELED.equals(e.getSQLState())) {
                LOG.warn(
                        "table {} is too large to look for dates from 1582-10-05 to 1582-10-14 in it; if it has any, they"
                                + " are ten days late until their rows change",
                        table.name());
                return false;
            }
            throw e;
        }
    }
}
