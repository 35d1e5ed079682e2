package io.tributary.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.tests.Eventually;
import io.tributary.tests.Seed;
import io.tributary.tests.stack.SharedStack;
import io.tributary.tests.stack.TestStack;
import io.tributary.tests.workload.Workload;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same workload while processes are killed: nothing is lost, and no change comes twice. */
@Order(2)
@ExtendWith(SharedStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SurvivesKillIT {

    private static final String SOURCE = "killed";
    private static final Duration DRAIN = Duration.ofMinutes(4);
    private static final Duration RESTART = Duration.ofMinutes(2);

    private TestStack stack;
    private Workload workload;
    private Random random;

    @BeforeAll
    void chooseAnotherSource(TestStack shared) throws SQLException {
        stack = shared;
        stack.createDatabase(SOURCE);
        long seed = Seed.of(getClass());
        random = new Random(seed);
        workload = new Workload(() -> stack.database().connect(SOURCE), seed, false);
        workload.run(60);
        stack.configuration().onlySource(SOURCE, stack.database(), SOURCE);
        workload.captureBegins();
        workload.start(Duration.ofMillis(40));
        stack.up();
        workload.stop();
        stack.awaitDrained(SOURCE, SOURCE, DRAIN);
        workload.captureIsComplete();
    }

    @Test
    @Order(1)
    void everyProcessKilledWhileChangesFlow() throws SQLException {
        List<String> victims = new ArrayList<>(List.of("connect", "streams", "spark", "spark"));
        Collections.shuffle(victims, random);
        workload.start(Duration.ofMillis(60));
        for (String victim : victims) {
            awaitMoreChanges(random.nextInt(10, 120));
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
        workload.stop();
        stack.awaitDrained(SOURCE, SOURCE, DRAIN);

        assertThat(workload.differences(SOURCE, stack)).isEmpty();
    }

    @Test
    @Order(2)
    void theSupervisorKilledAndStartedAgain() throws SQLException {
        workload.start(Duration.ofMillis(60));
        awaitMoreChanges(20);

        stack.killSupervisor();
        stack.up();
        workload.stop();
        stack.awaitDrained(SOURCE, SOURCE, DRAIN);

        assertThat(workload.differences(SOURCE, stack)).isEmpty();
    }

    private void awaitMoreChanges(int more) {
        int wanted = workload.changes() + more;
        Eventually.holds(more + " more changes", RESTART, () -> workload.changes() >= wanted);
    }
}
