package io.tributary.stack.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;

/**
 * Where a connector stands, as its committed offsets tell.
 *
 * @param firstSnapshotDone whether the first snapshot is through; until then the connector begins it anew after every restart
 * @param requests the kinds of the snapshots that were asked for later and are not through, as the connector's task tells
 * @param committed position in the log of the last transaction that was read; 0 if there is none
 */
record ConnectorPosition(boolean firstSnapshotDone, List<String> requests, long committed) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the offsets call a first snapshot; those that come later have other names. */
    private static final String FIRST_SNAPSHOT = "INITIAL";

    /** With this in its offset the connector makes its slot again, and its first snapshot behind truncates. */
    static final Map<String, Object> FIRST_SNAPSHOT_CUT_OFF =
            Map.of("snapshot", FIRST_SNAPSHOT, "snapshot_completed", false);

    ConnectorPosition {
        requests = List.copyOf(requests);
    }

    static ConnectorPosition of(List<JsonNode> offsets) {
        boolean done = !offsets.isEmpty()
                && offsets.stream()
                        .allMatch(offset -> !offset.path("snapshot").asText().equals(FIRST_SNAPSHOT)
                                || offset.path("snapshot_completed").asBoolean());
        // A connector for Postgres has one offset.
        JsonNode offset = offsets.isEmpty() ? JsonNodeFactory.instance.objectNode() : offsets.get(0);
        return new ConnectorPosition(
                done,
                kinds(offset.path("tributary_snapshots").asText()),
                offset.path("lsn_commit").asLong());
    }

    private static List<String> kinds(String requests) {
        try {
            return JSON.readTree(requests).findValuesAsText("type");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not the requests of a connector: " + requests, e);
        }
    }

    /** Whether a table is being read, or waits to be read, by a snapshot that lets the changes wait. */
    boolean readsInOneGo() {
        return requests.contains("blocking");
    }

    /** Whether all snapshots are through that were asked for before a position in the log. */
    boolean isThroughWith(long position) {
        return requests.isEmpty() && committed >= position;
    }
}
