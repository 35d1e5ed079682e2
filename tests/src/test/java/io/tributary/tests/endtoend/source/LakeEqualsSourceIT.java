package io.tributary.tests.endtoend.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.tests.Eventually;
import io.tributary.tests.Seed;
import io.tributary.tests.stack.Command;
import io.tributary.tests.stack.SharedStack;
import io.tributary.tests.stack.TestStack;
import io.tributary.tests.workload.Straddler;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Random changes before, during and after the first snapshot: the lake must tell the same as the database. */
@ExtendWith(SharedStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LakeEqualsSourceIT {

    private static final String SOURCE = "lake";
    private static final Duration DRAIN = Duration.ofMinutes(3);

    private static final String KEYED =
            """
            apiVersion: v3.1.0
            kind: DataContract
            id: lake.stock
            name: stock of the shops
            version: 1.0.0
            status: active
            schema:
              - name: stock
                physicalType: table
                properties:
                  - name: shop
                    logicalType: string
                    primaryKey: true
                    primaryKeyPosition: 1
                  - name: article
                    logicalType: string
                    primaryKey: true
                    primaryKeyPosition: 2
            """;

    private TestStack stack;
    private Workload workload;

    @BeforeAll
    void captureADatabaseInUse(TestStack shared) throws SQLException {
        stack = shared;
        stack.createDatabase(SOURCE);
        workload = Workload.onAllTables(() -> stack.database().connect(SOURCE), Seed.of(getClass()));
        workload.run(60);
        workload.captureBegins();
        workload.start(Duration.ofMillis(40));
        stack.configuration().onlySource(SOURCE, stack.database(), SOURCE);
        Straddler straddler = workload.straddle();
        try {
            stack.up();
        } finally {
            straddler.close();
        }
        workload.stop();
        stack.awaitDrained(SOURCE, SOURCE, DRAIN);
        workload.captureIsComplete();
    }

    @AfterAll
    void endTheWorkload() throws SQLException {
        if (workload != null) {
            workload.close();
        }
    }

    @Test
    @Order(1)
    void theFirstSnapshotIsExact() throws SQLException {
        assertThat(workload.differences(SOURCE, stack)).isEmpty();
    }

    @Test
    @Order(2)
    void everyLaterChangeIsExact() throws SQLException {
        workload.start(40, Duration.ofMillis(5));
        workload.addColumn();
        workload.await();
        workload.start(40, Duration.ofMillis(5));
        workload.addColumn();
        workload.await();
        workload.run(30);

        stack.awaitDrained(SOURCE, SOURCE, DRAIN);

        assertThat(workload.differences(SOURCE, stack)).isEmpty();
    }

    @Test
    @Order(3)
    void statusShowsEveryTableAndWhatIsLeftOut() {
        JsonNode status = stack.status();

        assertThat(status.path("ready").asBoolean()).isTrue();
        assertThat(names(status, "silver")).containsAll(workload.silverTables(SOURCE));
        assertThat(names(status, "bronze")).containsAll(workload.bronzeTables(SOURCE));
        assertThat(names(status, "silver")).doesNotContain("lake_keyless_full", "lake_keyless");
        assertThat(status.path("sources").get(0).path("left_out").toString())
                .contains("public.keyless\"")
                .contains("REPLICA IDENTITY FULL");
    }

    @Test
    @Order(4)
    void statusCountsTheRows() throws SQLException {
        String rows = stack.query("SELECT count(*) AS n FROM lake_silver.lake_accounts")
                .get(0)
                .get("n");

        assertThat(stack.table("silver", "lake_accounts").path("rows").asText()).isEqualTo(rows);
    }

    @Test
    @Order(5)
    void theCommandAnswersSql() {
        Command.Result answer = stack.run(
                "sql", "SELECT count(*) AS n FROM lake_bronze.lake_accounts WHERE _op = 'c'", "--format", "json");

        assertThat(answer.exitCode()).as(answer.err()).isZero();
        assertThat(answer.out().strip()).matches("\\{\"n\":[1-9][0-9]*}");
    }

    @Test
    @Order(6)
    void theCommandExplainsAnErrorInOneMessage() {
        Command.Result answer = stack.run("sql", "SELECT nothing FROM lake_silver.lake_accounts");

        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.err()).contains("nothing").doesNotContain("\tat ").doesNotContain("Exception");
    }

    @Test
    @Order(7)
    void aContractGivesAKeyToATableWithoutOne() throws SQLException, IOException {
        execute(
                "CREATE TABLE stock (shop text, article text, amount int)",
                "ALTER TABLE stock REPLICA IDENTITY FULL",
                "INSERT INTO stock VALUES ('a', 'x', 1), ('a', 'y', 2), ('b', 'x', 3)");
        Eventually.holds("bronze has the rows", DRAIN, () -> stock("bronze").size() == 3, () -> stock("bronze")
                .toString());
        Path contracts = stack.folder().resolve("contracts-" + SOURCE);
        Files.writeString(Files.createDirectories(contracts.resolve(SOURCE)).resolve("stock.odcs.yaml"), KEYED);
        stack.configuration().contracts(contracts);
        stack.configuration().onlySource(SOURCE, stack.database(), SOURCE);

        stack.up();
        execute(
                "UPDATE stock SET amount = 20 WHERE article = 'y'",
                "UPDATE stock SET shop = 'c' WHERE shop = 'b'",
                "DELETE FROM stock WHERE shop = 'a' AND article = 'x'",
                "INSERT INTO stock VALUES ('d', 'z', 4)");

        Eventually.holds(
                "silver is what the source is",
                DRAIN,
                () -> stock("silver").equals(List.of("a|y|20", "c|x|3", "d|z|4")),
                () -> stock("silver") + "; bronze " + stock("bronze"));
    }

    private List<String> stock(String layer) {
        if (stack.table(layer, "lake_stock").path("last_commit").asText("").isEmpty()) {
            return List.of();
        }
        return stack
                .query("SELECT concat_ws('|', shop, article, amount) AS row FROM lake_" + layer
                        + ".lake_stock ORDER BY row")
                .stream()
                .map(row -> row.get("row"))
                .toList();
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = stack.database().connect(SOURCE);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static List<String> names(JsonNode status, String layer) {
        List<String> names = new ArrayList<>();
        for (JsonNode table : status.path("tables")) {
            if (table.path("layer").asText().equals(layer)) {
                names.add(table.path("name").asText());
            }
        }
        return names;
    }
}
