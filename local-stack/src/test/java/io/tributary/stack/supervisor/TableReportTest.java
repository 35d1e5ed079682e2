package io.tributary.stack.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.schemas.contract.Contract;
import io.tributary.schemas.contract.Contracts;
import io.tributary.schemas.contract.Evolution;
import io.tributary.schemas.contract.Shape;
import io.tributary.schemas.naming.Dataset;
import io.tributary.stack.status.SourceStatus;
import io.tributary.stack.status.TableStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableReportTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void joinsTablesWithTheirDeadLettersWarningsAndPromises() throws JsonProcessingException {
        JsonNode spark = JSON.readTree(
                """
                {"state": "RUNNING", "tables": [
                  {"layer": "bronze", "name": "shop_orders", "source": "shop", "dataset": "orders", "rows": 7, "behind": 2,
                   "freshness_ms": 1500, "last_commit": "2026", "error": null, "parked_since": null},
                  {"layer": "silver", "name": "shop_orders", "source": "shop", "dataset": "orders", "rows": 0, "behind": 9,
                   "freshness_ms": -1, "last_commit": null, "error": "broken", "parked_since": "then",
                   "replay_stopped_at": {"0": 17, "1": 4}, "skipped": 6,
                   "lost": [{"partition": 1, "from": 4, "to": 6}],
                   "unwritable": [{"partition": 0, "offset": 17, "schema_id": 4, "reason": "no column for it"}]}]}
                """);
        JsonNode streams = JSON.readTree(
                """
                {"topics": [{"dataset": "shop.orders", "source": "shop", "name": "orders", "dead_letters": 3, "warnings": 5}]}
                """);

        List<TableStatus> tables = TableReport.of(spark, streams, List.of(), promising(30L));

        assertThat(tables)
                .containsExactly(
                        new TableStatus(
                                "silver",
                                "shop_orders",
                                "shop",
                                "orders",
                                0L,
                                9L,
                                null,
                                null,
                                3L,
                                "broken",
                                "then",
                                30_000L,
                                5L,
                                Map.of(0, 17L, 1, 4L),
                                List.of(new TableStatus.Lost(1, 4, 6)),
                                List.of(new TableStatus.Unwritable(0, 17, 4, "no column for it")),
                                6L),
                        new TableStatus(
                                "bronze",
                                "shop_orders",
                                "shop",
                                "orders",
                                7L,
                                2L,
                                1500L,
                                "2026",
                                3L,
                                null,
                                null,
                                30_000L,
                                5L,
                                null,
                                List.of(),
                                List.of(),
                                null));
    }

    @Test
    void aTableWithoutAKeyIsNotExpectedInSilver() throws JsonProcessingException {
        JsonNode spark = JSON.readTree(
                """
                {"tables": [
                  {"layer": "bronze", "name": "shop_log", "source": "shop", "dataset": "log"},
                  {"layer": "silver", "name": "shop_log", "source": "shop", "dataset": "log", "error": "no key"}]}
                """);
        SourceStatus source = new SourceStatus(
                "shop",
                "postgres",
                null,
                null,
                null,
                null,
                null,
                List.of("public.log"),
                List.of("public.log"),
                List.of(),
                List.of(),
                null);

        List<TableStatus> tables = TableReport.of(spark, JSON.createObjectNode(), List.of(source), Contracts.NONE);

        assertThat(tables).extracting(TableStatus::layer).containsExactly("bronze");
        assertThat(new ExpectedTables().of(List.of(source), tables)).containsExactly("bronze.shop_log");
    }

    private static Contracts promising(Long seconds) {
        return new Contracts(List.of(new Contract(
                new Dataset("shop", "orders"),
                "1.0.0",
                null,
                Shape.TABLE,
                null,
                List.of(),
                List.of(),
                null,
                null,
                null,
                List.of(),
                seconds,
                null,
                Evolution.BACKWARD)));
    }

    @Test
    void nothingIsKnownBeforeTheFirstAnswer() {
        assertThat(TableReport.of(JSON.createObjectNode(), JSON.createObjectNode(), List.of(), Contracts.NONE))
                .isEmpty();
    }
}
