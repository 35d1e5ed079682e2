package io.tributary.connectors.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.postgres.SnapshotRequest.Kind;
import org.junit.jupiter.api.Test;

class SnapshotRequestTest {

    /** As the supervisor writes it; SnapshotSignalsTest has the same text. */
    private static final String KEYLESS =
            "{\"type\":\"blocking\",\"data-collections\":[\"public\\\\.audit\\\\x{20}log\"],"
                    + "\"tributary\":{\"schema\":\"public\",\"table\":\"audit log\",\"keyed\":false,\"truncate\":false}}";

    @Test
    void readsWhatTheSupervisorWrites() {
        assertThat(SnapshotRequest.parse(KEYLESS))
                .contains(new SnapshotRequest(
                        Kind.BLOCKING, "public\\.audit\\x{20}log", "public", "audit log", false, false));
    }

    @Test
    void isWrittenAsItIsRead() {
        SnapshotRequest request =
                new SnapshotRequest(Kind.INCREMENTAL, "\"public\".\"a \"\"b\"\"\"", "public", "a \"b\"", true, true);

        assertThat(SnapshotRequest.parse(request.json())).contains(request);
    }

    @Test
    void aRequestThatSomebodyElseMadeIsNoneOfOurs() {
        assertThat(SnapshotRequest.parse("{\"type\":\"incremental\",\"data-collections\":[\"public.orders\"]}"))
                .isEmpty();
    }

    @Test
    void aSignalThatIsNoJsonIsNoneOfOurs() {
        assertThat(SnapshotRequest.parse("orders, please")).isEmpty();
    }

    @Test
    void anotherAttemptTruncatesRowsWithoutAKey() {
        assertThat(SnapshotRequest.parse(KEYLESS).orElseThrow().again().truncate())
                .isTrue();
    }

    @Test
    void anotherAttemptLeavesRowsWithAKeyWhereTheyAre() {
        SnapshotRequest first = new SnapshotRequest(Kind.BLOCKING, "public\\.orders", "public", "orders", true, true);

        assertThat(first.again().truncate()).isFalse();
    }
}
