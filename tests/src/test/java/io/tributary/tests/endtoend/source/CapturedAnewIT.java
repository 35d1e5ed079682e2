package io.tributary.tests.endtoend.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.tests.Eventually;
import io.tributary.tests.stack.SharedStack;
import io.tributary.tests.stack.TestStack;
import io.tributary.tests.stack.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** What was deleted while a source was not read is not in silver once it is read from the beginning again. */
@ExtendWith(SharedStack.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CapturedAnewIT {

    private static final String SOURCE = "anew";
    private static final String MEANWHILE = "meanwhile";
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Duration DRAIN = Duration.ofMinutes(3);

    /**
     * Transactions in the one order in which Postgres makes a slot that it cannot decode: a table is truncated between the
     * two times at which the server waits for running transactions, and is written to before the second of them is over.
     */
    @Test
    @Order(1)
    void aSourceWhoseSlotCannotBeRead(TestStack stack) throws Exception {
        stack.createDatabase(SOURCE);
        execute(stack, "CREATE TABLE emptied (id int PRIMARY KEY, v text)");
        execute(stack, "INSERT INTO emptied VALUES (1, 'old')");
        execute(stack, "CREATE TABLE kept (id int PRIMARY KEY)");
        execute(stack, "INSERT INTO kept VALUES (1), (2)");
        stack.configuration().onlySource(SOURCE, stack.database(), SOURCE);
        CompletableFuture<Void> started;
        try (Connection first = begin(stack);
                Connection second = begin(stack);
                Connection writer = begin(stack)) {
            String xid = transactionId(first);
            started = CompletableFuture.runAsync(stack::up);
            awaitTheServerWaitingFor(xid, stack);
            String later = transactionId(second);
            execute(stack, "TRUNCATE emptied");
            first.commit();
            awaitTheServerWaitingFor(later, stack);
            execute(writer, "INSERT INTO emptied VALUES (2, 'new')");
            second.commit();
            Topic kept = new Topic(stack, "raw.anew.public.kept");
            Eventually.holds("the first snapshot", SOON, () -> kept.read().size() == 2);
            execute(stack, "INSERT INTO kept VALUES (3)");
            Eventually.holds("a change behind it", SOON, () -> kept.read().size() == 3);
            writer.commit();
            execute(stack, "DELETE FROM kept WHERE id = 1");
        }
        started.join();

        stack.awaitDrained(SOURCE, SOURCE, DRAIN);

        assertThat(supervisorLog(stack)).contains("source anew: the server cannot read on what it keeps");
        assertThat(stack.query("SELECT id, v FROM lake_silver.anew_emptied"))
                .containsExactly(Map.of("id", "2", "v", "new"));
        assertThat(stack.query("SELECT id FROM lake_silver.anew_kept"))
                .containsExactlyInAnyOrder(Map.of("id", "2"), Map.of("id", "3"));
    }

    @Test
    @Order(2)
    void aSourceThatIsTakenOutAndPutBack(TestStack stack) throws Exception {
        stack.createDatabase(MEANWHILE);
        stack.configuration().onlySource(MEANWHILE, stack.database(), MEANWHILE);
        stack.up();
        execute(stack, "DELETE FROM kept WHERE id = 2");
        execute(stack, "UPDATE emptied SET v = 'newer'");
        execute(stack, "INSERT INTO kept VALUES (4)");
        execute(stack, "CREATE TABLE later (id int PRIMARY KEY)");
        execute(stack, "INSERT INTO later VALUES (5)");
        stack.configuration().onlySource(SOURCE, stack.database(), SOURCE);
        stack.up();

        stack.awaitDrained(SOURCE, SOURCE, DRAIN);

        assertThat(stack.query("SELECT id FROM lake_silver.anew_kept"))
                .containsExactlyInAnyOrder(Map.of("id", "3"), Map.of("id", "4"));
        assertThat(stack.query("SELECT id, v FROM lake_silver.anew_emptied"))
                .containsExactly(Map.of("id", "2", "v", "newer"));
        assertThat(stack.query("SELECT id FROM lake_silver.anew_later")).containsExactly(Map.of("id", "5"));
    }

    private static Connection begin(TestStack stack) throws SQLException {
        Connection connection = stack.database().connect(SOURCE);
        connection.setAutoCommit(false);
        return connection;
    }

    private static String transactionId(Connection connection) throws SQLException {
        return value(connection, "SELECT pg_current_xact_id()::xid::text");
    }

    private static void awaitTheServerWaitingFor(String xid, TestStack stack) {
        Eventually.holds(
                "the slot waits for transaction " + xid,
                SOON,
                () -> ask(
                        stack,
                        "SELECT EXISTS (SELECT FROM pg_locks JOIN pg_stat_activity USING (pid)"
                                + " WHERE backend_type = 'walsender' AND NOT granted AND transactionid::text = '" + xid
                                + "')"));
    }

    private static boolean ask(TestStack stack, String sql) throws SQLException {
        try (Connection connection = stack.database().connect(SOURCE)) {
            return value(connection, sql).equals("t");
        }
    }

    private static String value(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void execute(TestStack stack, String sql) throws SQLException {
        try (Connection connection = stack.database().connect(SOURCE)) {
            execute(connection, sql);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String supervisorLog(TestStack stack) throws IOException {
        List<Path> logs = stack.logsAndRunFiles().stream()
                .filter(file -> file.getFileName().toString().equals("supervisor.log"))
                .toList();
        return Files.readString(logs.get(0));
    }
}
