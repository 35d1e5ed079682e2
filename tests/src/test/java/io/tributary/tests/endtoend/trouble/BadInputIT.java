package io.tributary.tests.endtoend.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.tests.Eventually;
import io.tributary.tests.postgres.PostgresServer;
import io.tributary.tests.stack.Command;
import io.tributary.tests.stack.SharedStack;
import io.tributary.tests.stack.TestStack;
import io.tributary.tests.stack.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** What goes wrong while the stack runs: it is told, nothing is lost, and everything else goes on. */
@ExtendWith(SharedStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BadInputIT {

    private static final String SOURCE = "bad";
    private static final Duration DRAIN = Duration.ofMinutes(2);
    /** Records of the table before it is read again. */
    private static final int FIRST_ROW_AND_INSERT = 2;

    private static final byte[] GARBAGE = "no record of ours".getBytes(StandardCharsets.UTF_8);

    private TestStack stack;

    @BeforeAll
    void captureTwoTables(TestStack shared) throws SQLException {
        stack = shared;
        stack.createDatabase(SOURCE);
        execute("CREATE TABLE victims (id bigint PRIMARY KEY, v numeric(10,2))");
        execute("CREATE TABLE changeable (id bigint PRIMARY KEY, v boolean)");
        execute("INSERT INTO victims VALUES (1, 1.50)");
        execute("INSERT INTO changeable VALUES (1, true)");
        stack.configuration().onlySource(SOURCE, stack.database(), SOURCE);
        stack.up();
        stack.awaitDrained(SOURCE, SOURCE, DRAIN);
    }

    @Test
    @Order(1)
    void anUndecodableRecordGoesToTheDeadLettersAndTheStreamGoesOn() throws SQLException {
        new Topic(stack, "raw.bad.public.victims").send(GARBAGE);
        execute("INSERT INTO victims VALUES (2, 2.50)");
        stack.awaitDrained(SOURCE, SOURCE, DRAIN);

        assertThat(stack.query("SELECT CAST(v AS STRING) AS v FROM lake_silver.bad_victims ORDER BY id"))
                .extracting(row -> row.get("v"))
                .containsExactly("1.50", "2.50");
        List<Topic.Letter> letters = new Topic(stack, "dlq.bad.victims").read();
        assertThat(letters).hasSize(1);
        assertThat(letters.get(0).value()).isEqualTo(GARBAGE);
        assertThat(letters.get(0).headers())
                .containsEntry("__connect.errors.topic", "raw.bad.public.victims")
                .containsKeys("__connect.errors.partition", "__connect.errors.offset")
                .hasEntrySatisfying(
                        "tributary.error.reason", reason -> assertThat(reason).contains("wire format"));
    }

    @Test
    @Order(2)
    void aValueThatTheLakeHasNoFormForGoesToTheDeadLetters() throws SQLException {
        execute("INSERT INTO victims VALUES (3, 'NaN'), (4, 4.50)");
        stack.awaitDrained(SOURCE, SOURCE, DRAIN);

        assertThat(stack.query("SELECT id FROM lake_silver.bad_victims WHERE id > 2"))
                .extracting(row -> row.get("id"))
                .containsExactly("4");
        List<Topic.Letter> letters = new Topic(stack, "dlq.bad.victims").read();
        assertThat(letters).hasSize(2);
        assertThat(letters)
                .filteredOn(letter -> "v".equals(letter.headers().get("tributary.error.field")))
                .singleElement()
                .extracting(letter -> letter.headers().get("tributary.error.reason"))
                .asString()
                .contains("'NaN'", "decimal(10,2)");
    }

    @Test
    @Order(3)
    void statusCountsTheDeadLetters() {
        Eventually.holds(
                "the status counts two dead letters",
                DRAIN,
                () -> stack.table("silver", "bad_victims").path("dead_letters").asLong() == 2,
                () -> stack.table("silver", "bad_victims").toString());
    }

    @Test
    @Order(4)
    void anImpossibleSchemaChangeParksOneTableAndTheOthersGoOn() throws SQLException {
        execute("ALTER TABLE changeable ALTER COLUMN v TYPE timestamptz USING now()");
        execute("INSERT INTO changeable VALUES (2, now())");
        Eventually.holds(
                "the table is parked",
                DRAIN,
                () -> isParked("silver", "changeable") && isParked("bronze", "changeable"));
        execute("INSERT INTO victims VALUES (5, 5.50)");
        Eventually.holds("the other table goes on", DRAIN, () -> !stack.query(
                        "SELECT id FROM lake_silver.bad_victims WHERE id = 5")
                .isEmpty());

        assertThat(stack.table("silver", "bad_changeable").path("error").asText())
                .contains("'v'", "boolean", "timestamp");
        assertThat(stack.table("silver", "bad_victims").path("error").isNull()).isTrue();
        assertThat(stack.query("SELECT v FROM lake_silver.bad_changeable"))
                .extracting(row -> row.get("v"))
                .containsExactly("true");
    }

    @Test
    @Order(5)
    void whatATableCanNeverTakeIsSetAsideAndTheTableGoesOn() throws SQLException {
        Topic raw = new Topic(stack, "raw.bad.public.changeable");
        // Of types that change and change back faster than they are looked at nobody would know.
        Eventually.holds(
                "the rewritten table is read again",
                DRAIN,
                () -> raw.read().size() > FIRST_ROW_AND_INSERT,
                () -> stack.statusNow().path("sources").toString());
        execute("ALTER TABLE changeable ALTER COLUMN v TYPE boolean USING false");
        execute("INSERT INTO changeable VALUES (3, false)");
        Eventually.holds("the record is known", DRAIN, () -> isAtARecord("silver") && isAtARecord("bronze"));
        Command.Result other = stack.run("dlq", "skip", SOURCE + ".victims");

        String said = skipUntilTheTablesGoOn("changeable");

        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.err()).contains("No table of bad.victims is parked at a record that it cannot take");
        assertThat(said).contains("silver bad_changeable: ", "bronze bad_changeable: ");
        // A table whose rows were rewritten is read again, once more after the type was changed back.
        Eventually.holds(
                "silver is what the source is",
                DRAIN,
                () -> changeable().equals(List.of("1 false", "2 false", "3 false")),
                () -> changeable().toString());
        List<Topic.Letter> letters = new Topic(stack, "dlq.bad.changeable").read();
        assertThat(letters).isNotEmpty().allSatisfy(letter -> assertThat(letter.headers())
                .containsEntry("__connect.errors.topic", "clean.bad.changeable")
                .containsEntry("tributary.error.rule", "table"));
        assertThat(letters)
                .extracting(letter -> letter.headers().get("__connect.errors.partition") + "@"
                        + letter.headers().get("__connect.errors.offset"))
                .doesNotHaveDuplicates();
        for (String layer : List.of("silver", "bronze")) {
            assertThat(stack.table(layer, "bad_changeable").path("skipped").asInt())
                    .isEqualTo(letters.size());
        }
    }

    /** A table that is being tried just now refuses for a moment, and one may stand at a record of another partition next. */
    private String skipUntilTheTablesGoOn(String table) {
        StringBuilder said = new StringBuilder();
        Eventually.holds(
                "the tables go on",
                DRAIN,
                () -> {
                    if (!isParked("silver", table) && !isParked("bronze", table)) {
                        return true;
                    }
                    Command.Result skipped = stack.run("dlq", "skip", SOURCE + "." + table);
                    said.append(skipped.out()).append(skipped.err());
                    return false;
                },
                said::toString);
        return said.toString();
    }

    private List<String> changeable() {
        return stack.query("SELECT concat(id, ' ', v) AS row FROM lake_silver.bad_changeable ORDER BY id").stream()
                .map(row -> row.get("row"))
                .toList();
    }

    @Test
    @Order(6)
    void whatKafkaDropsUnreadCostsItsTableAloneAndComesBack() throws SQLException {
        Topic clean = new Topic(stack, "clean.bad.victims");
        long before = clean.committed();
        stack.freeze("spark");
        execute("INSERT INTO victims VALUES (6, 6.50)");
        Eventually.holds("the record waits for the lake", DRAIN, () -> clean.committed() > before);
        clean.dropRecords();
        stack.thaw("spark");
        Eventually.holds("both tables lack it", DRAIN, () -> lacks("silver") && lacks("bronze"));
        execute("INSERT INTO victims VALUES (7, 7.50)");
        execute("INSERT INTO changeable VALUES (4, true)");
        Eventually.holds("the other table goes on", DRAIN, () -> changeable().contains("4 true"), () -> changeable()
                .toString());

        String said = skipUntilTheTablesGoOn("victims");
        Command.Result replayed =
                stack.run(DRAIN, "replay", SOURCE + ".victims", "--step", "clean", "--from", "earliest");
        stack.awaitDrained(SOURCE, SOURCE, DRAIN);

        assertThat(said).contains("silver bad_victims: ", "bronze bad_victims: ");
        assertThat(replayed.exitCode()).as(replayed.err()).isZero();
        for (String layer : List.of("silver", "bronze")) {
            assertThat(stack.query("SELECT CAST(v AS STRING) AS v FROM lake_" + layer
                            + ".bad_victims WHERE id > 5 ORDER BY id"))
                    .as(layer)
                    .extracting(row -> row.get("v"))
                    .containsExactly("6.50", "7.50");
        }
    }

    private boolean lacks(String layer) {
        return !stack.table(layer, "bad_victims").path("lost").isEmpty();
    }

    @Test
    @Order(7)
    void anOccupiedPortIsNamedWithItsRole() throws IOException {
        Path other = Files.createDirectory(stack.folder().resolve("other"));
        Files.copy(stack.configuration().file(), other.resolve("tributary.yaml"));
        Command.Result result = new Command(other, stack.environment())
                .run(Duration.ofMinutes(1), "demo", "--detach", "--config", "tributary.yaml");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .contains(Integer.toString(stack.configuration().port("broker")), "Kafka broker", "stack.ports.broker");
    }

    @Test
    @Order(8)
    void noSecretIsInLogsOrStatus() throws IOException {
        String secret = PostgresServer.PASSWORD;
        JsonNode status = stack.status();

        assertThat(status.toString()).doesNotContain(secret);
        for (Path file : stack.logsAndRunFiles()) {
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                    .as(file.toString())
                    .doesNotContain(secret, secret.replace("\\", "\\\\"));
        }
    }

    private boolean isAtARecord(String layer) {
        return !stack.table(layer, "bad_changeable").path("unwritable").isEmpty();
    }

    private boolean isParked(String layer, String table) {
        JsonNode since = stack.table(layer, "bad_" + table).path("parked_since");
        return !since.isNull() && !since.asText("").isEmpty();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = stack.database().connect(SOURCE);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
