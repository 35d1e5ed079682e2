package io.tributary.tests.endtoend.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tributary.tests.Eventually;
import io.tributary.tests.Seed;
import io.tributary.tests.stack.Command;
import io.tributary.tests.stack.RawPartitions;
import io.tributary.tests.stack.SharedStack;
import io.tributary.tests.stack.TestStack;
import io.tributary.tests.stack.Topic;
import io.tributary.tests.stack.Transactions;
import io.tributary.tests.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Replays leave the lake as it was, while changes go on. */
@ExtendWith(SharedStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReplayIT {

    private static final String SOURCE = "replayed";
    private static final Duration DRAIN = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final Duration SOON = Duration.ofMinutes(1);

    private static final String TRIMMED =
            """
            apiVersion: v3.1.0
            kind: DataContract
            id: replayed.cities
            name: replayed cities
            version: 1.0.0
            status: active
            schema:
              - name: cities
                physicalType: table
                properties:
                  - name: id
                    logicalType: integer
                    primaryKey: true
                  - name: city
                    logicalType: string
                    customProperties:
                      - { property: trim, value: true }
            """;

    private TestStack stack;
    private Path contracts;
    private Workload workload;

    @BeforeAll
    void captureADatabase(TestStack shared) throws SQLException, IOException {
        stack = shared;
        contracts = Files.createDirectories(stack.folder().resolve("contracts-" + SOURCE));
        stack.configuration().contracts(contracts);
        stack.createDatabase(SOURCE);
        workload = Workload.onFewTables(() -> stack.database().connect(SOURCE), Seed.of(getClass()));
        workload.run(60);
        execute("CREATE TABLE cities (id int PRIMARY KEY, city text)");
        execute("INSERT INTO cities VALUES (1, ' Recife '), (2, ' Olinda '), (3, ' Natal ')");
        stack.configuration().onlySource(SOURCE, stack.database(), SOURCE);
        workload.captureBegins();
        stack.up();
        stack.awaitDrained(SOURCE, SOURCE, DRAIN);
        workload.captureIsComplete();
        workload.run(60);
    }

    /** One that goes on after a failed test would keep the following ones from the end they wait for. */
    @AfterEach
    void stopTheWorkload() throws SQLException {
        workload.stop();
    }

    @AfterAll
    void endTheWorkload() throws SQLException {
        if (workload != null) {
            workload.close();
        }
    }

    @Test
    @Order(1)
    void fromTheBeginningWhileChangesGoOnAndACommandIsKilled() throws Exception {
        workload.start(PAUSE);

        for (String dataset : List.of("truncated", "documents", "keyless_full")) {
            replay(dataset, "--from", "earliest");
        }
        Command.Result resumed = replayCutOff("accounts");
        workload.stop();
        stack.awaitDrained(SOURCE, SOURCE, DRAIN);

        assertThat(resumed.out()).contains("goes on where it was cut off");
        assertThat(workload.differences(SOURCE, stack)).isEmpty();
    }

    /** Kills the command amid a replay, and lets another one go on with it. */
    private Command.Result replayCutOff(String dataset) throws Exception {
        Transactions transactions = new Transactions(stack);
        Topic ledger = new Topic(stack, "tributary.replays");
        int before = ledger.read().size();
        // It reads up to its own mark, and cannot while a transaction before that is open.
        try (AutoCloseable open =
                transactions.open("raw." + SOURCE + ".public." + dataset, "open-" + dataset, Duration.ofMinutes(1))) {
            Process command = stack.start("replay", SOURCE + "." + dataset, "--step", "clean", "--from", "earliest");
            Eventually.holds(
                    "the replay has begun",
                    Duration.ofMinutes(1),
                    () -> ledger.read().size() > before);
            command.destroyForcibly();
            assertThat(command.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }

        return replay(dataset);
    }

    @Test
    @Order(2)
    void fromTheArchiveWhatKafkaHasDropped() throws SQLException {
        for (String table : List.of("accounts", "truncated", "documents")) {
            new RawPartitions(stack, "raw." + SOURCE + ".public." + table).dropAll();
        }
        workload.start(PAUSE);

        for (String dataset : List.of("accounts", "truncated", "documents")) {
            assertThat(replay(dataset, "--from", "2020-01-01").out()).contains("the older ones from the archive");
        }
        workload.stop();
        stack.awaitDrained(SOURCE, SOURCE, DRAIN);

        assertThat(workload.differences(SOURCE, stack)).isEmpty();
        assertThat(stack.run("dlq", "list").out())
                .as("all that was dropped had been cleaned")
                .doesNotContain("dropped");
    }

    @Test
    @Order(3)
    void aDamagedManifestIsRefusedAndNothingIsTouched() throws IOException {
        RawPartitions raw = new RawPartitions(stack, "raw." + SOURCE + ".public.accounts");
        Path entry = raw.firstManifestEntry();
        String whole = Files.readString(entry);
        Files.writeString(entry, whole.replaceFirst("\"sha256\":\"[0-9a-f]{4}", "\"sha256\":\"0000"));

        Command.Result refused = stack.run("replay", SOURCE + ".accounts", "--step", "clean", "--from", "earliest");
        Files.writeString(entry, whole);

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("is damaged: it is not the one whose SHA-256 the manifest has");
        assertThat(stack.run("replay", SOURCE + ".accounts", "--step", "clean").err())
                .contains("No replay of the clean step of replayed.accounts was cut off");
    }

    @Test
    @Order(4)
    void whatIsNotThereIsRefused() {
        Command.Result refused = stack.run("replay", SOURCE + ".nothing", "--step", "clean", "--from", "earliest");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("There is no dataset replayed.nothing; there are: ");
    }

    @Test
    @Order(5)
    void whatAContractCleansByNowIsCorrectedInSilverAndStaysInBronze() throws Exception {
        execute("DELETE FROM cities WHERE id = 2");
        execute("UPDATE cities SET city = ' Maceió ' WHERE id = 3");
        stack.awaitDrained(SOURCE, SOURCE, DRAIN);
        List<String> before = cities("bronze");
        Files.writeString(Files.createDirectories(contracts.resolve(SOURCE)).resolve("cities.odcs.yaml"), TRIMMED);
        stack.up();

        replay("cities", "--from", "earliest");
        stack.awaitDrained(SOURCE, SOURCE, DRAIN);

        assertThat(cities("silver")).containsExactlyInAnyOrder("1[Recife]", "3[Maceió]");
        assertThat(cities("bronze")).hasSize(5).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    @Order(6)
    void tablesThatReadTheirTopicAgainWhileChangesGoOn() throws Exception {
        workload.start(PAUSE);
        Process stopped = stack.start("replay", SOURCE + ".documents", "--from", "earliest");
        Eventually.holds("silver is being replayed", SOON, () -> isReplayed(silver("documents")));
        String said = tables("documents", "--stop");
        JsonNode atFirst = silver("documents");

        tables("truncated", "--from", "earliest");
        tables("accounts", "--from", "earliest");

        JsonNode status = stack.status();
        JsonNode meanwhile = silver("documents");
        assertThat(said)
                .contains("silver replayed_documents is stopped at offsets ")
                .contains(" records to go");
        assertThat(stopped.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(stopped.exitValue()).as("it is not through").isEqualTo(1);
        assertThat(meanwhile.path("replay_stopped_at").isObject()).isTrue();
        assertThat(meanwhile.path("replay_stopped_at")).isEqualTo(atFirst.path("replay_stopped_at"));
        assertThat(meanwhile.path("behind").asLong())
                .isGreaterThan(atFirst.path("behind").asLong());
        assertThat(status.path("problems").toString())
                .contains(
                        "Table silver replayed_documents: its replay is stopped at offsets {",
                        "go on with 'tributary replay replayed.documents'");
        tables("documents");
        workload.stop();
        stack.awaitDrained(SOURCE, SOURCE, DRAIN);
        assertThat(workload.differences(SOURCE, stack)).isEmpty();
    }

    private String tables(String dataset, String... arguments) {
        List<String> all = new ArrayList<>(List.of("replay", SOURCE + "." + dataset));
        all.addAll(List.of(arguments));
        Command.Result result = stack.run(DRAIN, all.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.err()).isZero();
        return result.out();
    }

    private JsonNode silver(String dataset) {
        for (JsonNode table : stack.statusNow().path("tables")) {
            if (table.path("layer").asText().equals("silver")
                    && table.path("name").asText().equals(SOURCE + "_" + dataset)) {
                return table;
            }
        }
        return MissingNode.getInstance();
    }

    private static boolean isReplayed(JsonNode table) {
        return table.hasNonNull("parked_since");
    }

    private List<String> cities(String layer) {
        return stack
                .query("SELECT concat(id, '[', coalesce(city, ''), ']') AS row FROM lake_" + layer + ".replayed_cities")
                .stream()
                .map(row -> row.get("row"))
                .toList();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = stack.database().connect(SOURCE);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Command.Result replay(String dataset, String... arguments) {
        List<String> all = new ArrayList<>(List.of("replay", SOURCE + "." + dataset, "--step", "clean"));
        all.addAll(List.of(arguments));
        Command.Result result = stack.run(DRAIN, all.toArray(String[]::new));
        System.out.println(result.out().strip());
        assertThat(result.exitCode()).as(result.err()).isZero();
        return result;
    }
}
