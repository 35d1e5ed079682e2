package io.tributary.stack.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.stack.source.CapturedTable.Key;
import io.tributary.stack.source.SnapshotSignals.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotSignalsTest {

    /** As the connector reads it; its SnapshotRequestTest has the same text. */
    @Test
    void aTableWithoutKeyIsAskedForByARegularExpression() {
        assertThat(SnapshotSignals.data(table("audit log", Key.NONE), Kind.BLOCKING, false))
                .isEqualTo(
                        "{\"type\":\"blocking\",\"data-collections\":[\"public\\\\.audit\\\\x{20}log\"],"
                                + "\"tributary\":{\"schema\":\"public\",\"table\":\"audit log\",\"keyed\":false,\"truncate\":false}}");
    }

    @Test
    void aTableWithPrimaryKeyIsAskedForByItsName() {
        assertThat(SnapshotSignals.data(table("orders", Key.PRIMARY_KEY), Kind.INCREMENTAL, true))
                .isEqualTo(
                        "{\"type\":\"incremental\",\"data-collections\":[\"\\\"public\\\".\\\"orders\\\"\"],"
                                + "\"tributary\":{\"schema\":\"public\",\"table\":\"orders\",\"keyed\":true,\"truncate\":true}}");
    }

    private static CapturedTable table(String name, Key key) {
        return new CapturedTable(
                new TableName("public", name),
                1,
                key,
                List.of(),
                List.of(),
                new TableShape("1", List.of(), List.of()),
                List.of());
    }
}
