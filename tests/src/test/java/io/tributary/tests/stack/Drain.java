package io.tributary.tests.stack;

import io.tributary.schemas.naming.Dataset;
import io.tributary.tests.Eventually;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Waits until all that is committed in a database has run through the whole stack. A marker row tells that the
 * connector has passed it, hence all before it; the offsets tell the rest.
 */
final class Drain {

    static final String MARKER_DDL = "CREATE TABLE public.drain_marker"
            + " (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz DEFAULT now())";
    private static final String MARKER_TABLE = "drain_marker";

    private final TestStack stack;
    private final String source;
    private final String database;

    Drain(TestStack stack, String source, String database) {
        this.stack = stack;
        this.source = source;
        this.database = database;
    }

    void await(Duration within) {
        String marker = mark();
        String table = "lake_silver."
                + Dataset.ofPostgres(source, "public", MARKER_TABLE).tableName();
        try (Pipes pipes = new Pipes(stack, source::equals)) {
            Eventually.holds(
                    "all changes of " + source + " can be queried",
                    within,
                    () -> pipes.areEmpty() && isVisible(table, marker),
                    pipes::text);
        }
    }

    private String mark() {
        try (Connection connection = stack.database().connect(database);
                Statement statement = connection.createStatement()) {
            try (var inserted =
                    statement.executeQuery("INSERT INTO public." + MARKER_TABLE + " DEFAULT VALUES RETURNING id")) {
                inserted.next();
                return inserted.getString(1);
            }
        } catch (SQLException e) {
            throw new AssertionError("No marker could be written to " + database, e);
        }
    }

    private boolean isVisible(String table, String marker) {
        try {
            return !stack.query("SELECT id FROM " + table + " WHERE id = " + marker)
                    .isEmpty();
        } catch (AssertionError e) {
            // The table does not exist before its first row has arrived.
            return false;
        }
    }
}
