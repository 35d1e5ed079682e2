package io.tributary.stack.replay;

import io.tributary.schemas.naming.Dataset;
import java.util.HashMap;
import java.util.Map;

/** Asks the Spark app to let a table read its topic again, to leave it alone amid that, and to go on. */
final class TableReplays {

    private final SparkRequests spark;

    TableReplays(int port) {
        this.spark = new SparkRequests(port);
    }

    /**
     * Begins a replay.
     *
     * @param from per partition the first offset
     * @throws StackException if the app refuses or does not answer
     */
    void begin(String layer, Dataset dataset, Map<Integer, Long> from) {
        ask("begin", layer, dataset, Map.of("offsets", from));
    }

    /**
     * Stops a replay behind what is being written.
     *
     * @throws StackException if the app refuses or does not answer
     */
    void stop(String layer, Dataset dataset) {
        ask("stop", layer, dataset, Map.of());
    }

    /**
     * Lets a replay that was stopped go on.
     *
     * @throws StackException if the app refuses or does not answer
     */
    void resume(String layer, Dataset dataset) {
        ask("resume", layer, dataset, Map.of());
    }

    private void ask(String action, String layer, Dataset dataset, Map<String, Object> more) {
        Map<String, Object> request = new HashMap<>(more);
        request.put("action", action);
        spark.post("/replay", layer, dataset, request, action + " a replay");
    }
}
