package io.tributary.stack.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectorPositionTest {

    private static final String READING = "{\"lsn_commit\":90,\"snapshot\":\"BLOCKING\",\"snapshot_completed\":false,"
            + "\"tributary_snapshots\":\"{\\\"requests\\\":[{\\\"type\\\":\\\"incremental\\\"},"
            + "{\\\"type\\\":\\\"blocking\\\"}]}\"}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"lsn\":1,\"snapshot\":\"INITIAL\",\"snapshot_completed\":false} | false",
                "{\"lsn\":1,\"snapshot\":\"INITIAL\",\"snapshot_completed\":true}  | true",
                "{\"lsn\":1}                                                       | true",
                // After a restart Debezium does not remember that the first snapshot was complete.
                "{\"lsn\":1,\"snapshot\":\"INCREMENTAL\",\"snapshot_completed\":false} | true",
                "{\"lsn\":1,\"snapshot\":\"BLOCKING\",\"snapshot_completed\":false} | true"
            })
    void onlyAFirstSnapshotIsAFirstSnapshot(String offset, boolean done) {
        assertThat(position(offset).firstSnapshotDone()).isEqualTo(done);
    }

    @Test
    void withoutAnOffsetTheFirstSnapshotIsStillToCome() {
        assertThat(ConnectorPosition.of(List.of()).firstSnapshotDone()).isFalse();
    }

    @Test
    void aBlockingSnapshotIsOneThatReadsInOneGo() {
        assertThat(position(READING).readsInOneGo()).isTrue();
    }

    @Test
    void anIncrementalSnapshotIsNot() {
        assertThat(position("{\"tributary_snapshots\":\"{\\\"requests\\\":[{\\\"type\\\":\\\"incremental\\\"}]}\"}")
                        .readsInOneGo())
                .isFalse();
    }

    @Test
    void aConnectorIsThroughWithWhatItHasReadTo() {
        assertThat(position("{\"lsn_commit\":90}").isThroughWith(90)).isTrue();
    }

    @Test
    void aConnectorIsNotThroughWithWhatItHasYetToRead() {
        assertThat(position("{\"lsn_commit\":90}").isThroughWith(91)).isFalse();
    }

    @Test
    void aConnectorIsNotThroughWhileSnapshotsAreUnfinished() {
        assertThat(position(READING).isThroughWith(80)).isFalse();
    }

    private static ConnectorPosition position(String offset) {
        try {
            JsonNode json = new ObjectMapper().readTree(offset);
            return ConnectorPosition.of(List.of(json));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
