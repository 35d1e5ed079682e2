package io.tributary.stack.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.stack.status.ConnectorStatus;
import io.tributary.stack.status.ConnectorStatus.TaskStatus;
import io.tributary.stack.status.ProcessStatus;
import io.tributary.stack.status.SourceStatus;
import io.tributary.stack.status.StackStatus.Progress;
import io.tributary.stack.status.TableStatus;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReadinessTest {

    private static final Set<String> EXPECTED = Set.of("silver.shop_orders", "bronze.shop_orders");
    private static final List<TableStatus> TABLES = List.of(table("silver", "1"), table("bronze", "1"));

    @Test
    void isReadyWhenEverythingRunsAndCanBeQueried() {
        Readiness readiness = Readiness.of(
                List.of(process("RUNNING")),
                List.of(connector("RUNNING", "RUNNING")),
                List.of(source()),
                TABLES,
                EXPECTED);

        assertThat(readiness.pending()).isEmpty();
        assertThat(readiness.progress()).isEqualTo(new Progress(4, 4));
    }

    @Test
    void namesAProcessThatDoesNotRun() {
        Readiness readiness = Readiness.of(
                List.of(process("STARTING")),
                List.of(connector("RUNNING", "RUNNING")),
                List.of(source()),
                TABLES,
                EXPECTED);

        assertThat(readiness.pending()).containsExactly("spark is STARTING");
        assertThat(readiness.progress()).isEqualTo(new Progress(3, 4));
    }

    @Test
    void aRunningConnectorWithAFailedTaskDoesNotRun() {
        Readiness readiness = Readiness.of(
                List.of(process("RUNNING")),
                List.of(connector("RUNNING", "FAILED")),
                List.of(source()),
                TABLES,
                EXPECTED);

        assertThat(readiness.pending()).containsExactly("the connector of source shop does not run yet");
    }

    @Test
    void aConnectorWithoutTasksDoesNotRun() {
        Readiness readiness = Readiness.of(
                List.of(process("RUNNING")), List.of(connector("RUNNING")), List.of(source()), TABLES, EXPECTED);

        assertThat(readiness.pending()).containsExactly("the connector of source shop does not run yet");
    }

    @Test
    void aSourceRunsWhenAllItsConnectorsDo() {
        Readiness readiness = Readiness.of(
                List.of(process("RUNNING")),
                List.of(connector("RUNNING", "RUNNING"), connector("RUNNING", "FAILED")),
                List.of(source()),
                TABLES,
                EXPECTED);

        assertThat(readiness.pending()).containsExactly("the connectors of source shop do not run yet");
    }

    @Test
    void aServerOfOthersThatRefusesUsHoldsNothingUp() {
        Readiness readiness = Readiness.of(
                List.of(process("RUNNING")),
                List.of(connector("RUNNING", "FAILED")),
                List.of(source("tmdb")),
                List.of(),
                Set.of());

        assertThat(readiness.pending()).isEmpty();
    }

    @Test
    void nobodyWaitsForTheArchive() {
        ConnectorStatus archive =
                new ConnectorStatus("archive", null, "RUNNING", List.of(new TaskStatus(0, "FAILED")), "no bucket");

        Readiness readiness = Readiness.of(
                List.of(process("RUNNING")),
                List.of(archive, connector("RUNNING", "RUNNING")),
                List.of(source()),
                TABLES,
                EXPECTED);

        assertThat(readiness.pending()).isEmpty();
    }

    @Test
    void aTableWithoutACommitCannotBeQueried() {
        Readiness readiness = Readiness.of(
                List.of(process("RUNNING")),
                List.of(connector("RUNNING", "RUNNING")),
                List.of(source()),
                List.of(table("silver", null), table("bronze", "1")),
                EXPECTED);

        assertThat(readiness.pending()).containsExactly("1 of 2 tables can be queried");
        assertThat(readiness.progress()).isEqualTo(new Progress(3, 4));
    }

    private static ProcessStatus process(String state) {
        return new ProcessStatus("spark", state, 1L, 1, 0, null, "log");
    }

    private static ConnectorStatus connector(String state, String... tasks) {
        return new ConnectorStatus(
                "postgres-shop",
                "shop",
                state,
                List.of(tasks).stream().map(task -> new TaskStatus(0, task)).toList(),
                null);
    }

    private static SourceStatus source() {
        return source("postgres");
    }

    private static SourceStatus source(String type) {
        return new SourceStatus(
                "shop",
                type,
                null,
                null,
                null,
                null,
                null,
                List.of("public.orders"),
                List.of(),
                List.of(),
                List.of(),
                null);
    }

    private static TableStatus table(String layer, String commit) {
        return new TableStatus(
                layer,
                "shop_orders",
                "shop",
                "orders",
                1L,
                0L,
                1L,
                commit,
                0L,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                0L);
    }
}
