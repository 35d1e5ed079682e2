package io.tributary.stack.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.stack.status.TableStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableProblemsTest {

    private static final String SINCE = "2026-01-31T12:00:00Z";

    @Test
    void aTableThatIsWellHasNone() {
        assertThat(TableProblems.of(table(null, null, null, List.of()))).isEmpty();
    }

    @Test
    void aReplayNamesTheCommandThatShowsIt() {
        assertThat(TableProblems.of(table(null, SINCE, null, List.of())))
                .containsExactly(
                        "Table silver shop_orders is being replayed and shows older states until it is through;"
                                + " see 'tributary replay shop.orders --watch'");
    }

    @Test
    void aStoppedReplayNamesWhereItStandsAndHowItGoesOn() {
        assertThat(TableProblems.of(table(null, SINCE, Map.of(0, 17L), List.of())))
                .containsExactly(
                        "Table silver shop_orders: its replay is stopped at offsets {0=17}, and 5 records wait in"
                                + " Kafka, no longer than its retention lets them; go on with 'tributary replay shop.orders'");
    }

    @Test
    void aStoppedReplayThatFailedBeforeSaysBoth() {
        assertThat(TableProblems.of(table("no disk", SINCE, Map.of(0, 17L), List.of())))
                .hasSize(2)
                .first()
                .isEqualTo("Table silver shop_orders: no disk");
    }

    @Test
    void whatKafkaHasDroppedIsSaid() {
        assertThat(TableProblems.of(table("no disk", SINCE, null, List.of(new TableStatus.Lost(0, 17, 20)))))
                .containsExactly(
                        "Table silver shop_orders: no disk",
                        "Table silver shop_orders: Kafka no longer has 3 of the records that wait for it, so it cannot go on;"
                                + " let it go on without them with 'tributary dlq skip shop.orders', which says how to"
                                + " bring them back");
    }

    @Test
    void aRecordThatCannotBeWrittenNamesTheCommandThatSetsItAside() {
        assertThat(TableProblems.of(table(List.of(new TableStatus.Unwritable(0, 17, null, "broken")), 0L)))
                .containsExactly(
                        "Table silver shop_orders stands at a record that it cannot take; if that cannot be mended,"
                                + " 'tributary dlq skip shop.orders' sets such records aside, and the table goes on"
                                + " behind them");
    }

    @Test
    void whatWasSetAsideIsCounted() {
        assertThat(TableProblems.of(table(List.of(), 3L)))
                .containsExactly("Table silver shop_orders lacks 3 records, which it could not take; they are in topic"
                        + " dlq.shop.orders");
    }

    private static TableStatus table(
            String error, String parkedSince, Map<Integer, Long> stoppedAt, List<TableStatus.Lost> lost) {
        return table(error, parkedSince, stoppedAt, lost, List.of(), 0L);
    }

    private static TableStatus table(List<TableStatus.Unwritable> unwritable, Long skipped) {
        return table(null, null, null, List.of(), unwritable, skipped);
    }

    private static TableStatus table(
            String error,
            String parkedSince,
            Map<Integer, Long> stoppedAt,
            List<TableStatus.Lost> lost,
            List<TableStatus.Unwritable> unwritable,
            Long skipped) {
        return new TableStatus(
                "silver",
                "shop_orders",
                "shop",
                "orders",
                1L,
                5L,
                1L,
                "1",
                0L,
                error,
                parkedSince,
                null,
                null,
                stoppedAt,
                lost,
                unwritable,
                skipped);
    }
}
