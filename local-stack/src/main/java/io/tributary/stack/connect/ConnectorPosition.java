package io.tributary.stack.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * Where a connector stands, as its committed offsets tell.
 *
 * @param firstSnapshotDone whether the first snapshot is through; until then the connector begins it anew after every restart
 * @param requests the kinds of the snapshots that were asked for later and are not through, as the connector's task tells
 * @param committed position in the log of the last transaction that was read; 0 if there is none
 * @param read position in the log of the last change or row that was read; 0 if there is none
 */
record ConnectorPosition(boolean firstSnapshotDone, List<String> requests, long committed, long read) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the offsets call a first snapshot; those that come later have other names. */
    private static final String FIRST_SNAPSHOT = "INITIAL";

    private static final String SNAPSHOT = "snapshot";
    private static final String SNAPSHOT_COMPLETED = "snapshot_completed";
    private static final String REQUESTS = "tributary_snapshots";
    private static final String INCREMENTAL_SNAPSHOT = "incremental_snapshot";
    private static final List<String> POSITIONS = List.of("lsn", "lsn_proc", "lsn_commit");

    ConnectorPosition {
        requests = List.copyOf(requests);
    }

    static ConnectorPosition of(List<JsonNode> offsets) {
        boolean done = !offsets.isEmpty()
                && offsets.stream()
                        .allMatch(offset -> !offset.path(SNAPSHOT).asText().equals(FIRST_SNAPSHOT)
                                || offset.path(SNAPSHOT_COMPLETED).asBoolean());
        // A connector for Postgres has one offset.
        JsonNode offset = offsets.isEmpty() ? JsonNodeFactory.instance.objectNode() : offsets.get(0);
        return new ConnectorPosition(
                done,
                kinds(offset.path(REQUESTS).asText()),
                offset.path("lsn_commit").asLong(),
                POSITIONS.stream()
                        .mapToLong(name -> offset.path(name).asLong())
                        .max()
                        .orElse(0));
    }

    /**
     * The offset of a connector whose first snapshot was cut off where this one stands: with it a connector makes its slot
     * anew, and reads all tables behind truncates.
     */
    static ObjectNode firstSnapshotCutOff(ObjectNode offset) {
        ObjectNode amended = offset.deepCopy();
        List<String> later = offset.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> name.equals(REQUESTS) || name.startsWith(INCREMENTAL_SNAPSHOT))
                .toList();
        return amended.remove(later).put(SNAPSHOT, FIRST_SNAPSHOT).put(SNAPSHOT_COMPLETED, false);
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
