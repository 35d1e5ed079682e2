package io.tributary.tests.endtoend.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.tests.Eventually;
import io.tributary.tests.Seed;
import io.tributary.tests.stack.SharedStack;
import io.tributary.tests.stack.TestStack;
import io.tributary.tests.stack.Topic;
import io.tributary.tests.stack.Transactions;
import io.tributary.tests.workload.Workload;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same workload while processes are killed: nothing is lost, and no change comes twice. */
@ExtendWith(SharedStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SurvivesKillIT {

    private static final String SOURCE = "killed";
    private static final Duration DRAIN = Duration.ofMinutes(4);
    private static final Duration RESTART = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final Duration LONGER_THAN_THE_DRAIN = Duration.ofMinutes(15);

    /**
     * Not before rows are read: the snapshot first looks at the columns of all tables, and pg_get_expr would wait for the
     * lock. The server waits, since a client's round trips could miss the moment.
     */
    private static final String LOCK_AMID_THE_SNAPSHOT =
            """
            DO $$
            DECLARE give_up timestamptz := clock_timestamp() + interval '3 minutes';
            BEGIN
              LOOP
                PERFORM pg_stat_clear_snapshot();
                EXIT WHEN EXISTS (
                  SELECT FROM pg_stat_activity
                  WHERE application_name LIKE 'Debezium%' AND query ~ '^SELECT .* FROM "(public|Sales)"\\."');
                IF clock_timestamp() > give_up THEN
                  RAISE EXCEPTION 'no snapshot was seen to read a table';
                END IF;
                PERFORM pg_sleep(0.002);
              END LOOP;
              LOCK TABLE public.truncated IN ACCESS EXCLUSIVE MODE;
            END $$""";

    private TestStack stack;
    private Workload workload;
    private Random random;

    @BeforeAll
    void chooseAnotherSource(TestStack shared) throws SQLException {
        stack = shared;
        stack.createDatabase(SOURCE);
        long seed = Seed.of(getClass());
        random = new Random(seed);
        workload = Workload.onAllTables(() -> stack.database().connect(SOURCE), seed);
        workload.run(60);
        stack.configuration().onlySource(SOURCE, stack.database(), SOURCE);
    }

    @AfterAll
    void endTheWorkload() throws SQLException {
        if (workload != null) {
            workload.close();
        }
    }

    @Test
    @Order(1)
    void connectKilledDuringTheSnapshot() throws SQLException {
        workload.captureBegins();
        workload.snapshotIsCutOff();
        workload.start(PAUSE);
        CompletableFuture<Void> killer = CompletableFuture.runAsync(this::killConnectAmidTheSnapshot);
        stack.up();
        killer.join();
        workload.stop();
        stack.awaitDrained(SOURCE, SOURCE, DRAIN);
        workload.captureIsComplete();

        assertThat(workload.differences(SOURCE, stack)).isEmpty();
    }

    @Test
    @Order(2)
    void everyProcessKilledWhileChangesFlow() throws SQLException {
        Transactions transactions = new Transactions(stack);
        List<String> victims = new ArrayList<>(List.of("connect", "streams", "spark"));
        Collections.shuffle(victims, random);
        workload.start(PAUSE);
        for (String victim : victims) {
            awaitMoreChanges(random.nextInt(10, 120));
            if (victim.equals("streams")) {
                // As of a thread that has failed before and came back under a number that the next run does not have.
                transactions.abandon(
                        "clean." + SOURCE + ".accounts", stack.streamsProcess() + "-7", LONGER_THAN_THE_DRAIN);
            }
            killAndAwait(victim);
        }
        awaitMoreChanges(random.nextInt(10, 120));
        // It has to be ended while the broker starts, when no partition has a leader yet.
        transactions.abandon("raw." + SOURCE + ".public.accounts", "abandoned", Duration.ofSeconds(6));
        killAndAwait("broker");
        awaitMoreChanges(20);
        workload.stop();
        stack.awaitDrained(SOURCE, SOURCE, DRAIN);

        assertThat(workload.differences(SOURCE, stack)).isEmpty();
    }

    @Test
    @Order(3)
    void theSupervisorKilledAndStartedAgain() throws SQLException {
        workload.start(PAUSE);
        awaitMoreChanges(20);

        stack.killSupervisor();
        stack.up();
        workload.stop();
        stack.awaitDrained(SOURCE, SOURCE, DRAIN);

        assertThat(workload.differences(SOURCE, stack)).isEmpty();
    }

    /** Holds the snapshot up at the table that is read last, so that rows of others are in Kafka when Connect dies. */
    private void killConnectAmidTheSnapshot() {
        try (Connection connection = stack.database().connect(SOURCE);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(LOCK_AMID_THE_SNAPSHOT);
            Topic early = new Topic(stack, "raw." + SOURCE + ".public.accounts");
            Eventually.holds(
                    "rows of the snapshot", RESTART, () -> !early.read().isEmpty());
            stack.kill("connect");
            System.out.println(
                    "kill -9 connect amid the snapshot, after " + early.read().size() + " rows of the first table");
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void killAndAwait(String victim) {
        System.out.println("kill -9 " + victim + " after " + workload.changes() + " changes");
        int restarts = stack.process(victim).path("restarts").asInt();
        stack.kill(victim);
        Eventually.holds(
                victim + " runs again",
                RESTART,
                () -> stack.process(victim).path("restarts").asInt() > restarts
                        && stack.process(victim).path("state").asText().equals("RUNNING"),
                () -> stack.process(victim).toString());
    }

    private void awaitMoreChanges(int more) {
        int wanted = workload.changes() + more;
        Eventually.holds(more + " more changes", RESTART, () -> workload.changes() >= wanted);
    }
}
