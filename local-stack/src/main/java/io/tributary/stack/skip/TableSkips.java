package io.tributary.stack.skip;

import io.tributary.schemas.naming.Dataset;
import io.tributary.stack.replay.SparkRequests;
import java.util.List;
import java.util.Map;

/** Asks the Spark app to let a table go on behind records that it cannot take, or that are lost. */
final class TableSkips {

    private final SparkRequests spark;

    TableSkips(int port) {
        this.spark = new SparkRequests(port);
    }

    /**
     * Passes records by.
     *
     * @throws io.tributary.stack.layout.StackException if the app refuses or does not answer
     */
    void skip(String layer, Dataset dataset, List<Obstacle> obstacles) {
        List<Map<String, Object>> skipped = obstacles.stream()
                .map(each -> Map.<String, Object>of(
                        "partition", each.partition(),
                        "from", each.from(),
                        "to", each.to(),
                        "records", each.records(),
                        "lost", each.lost()))
                .toList();
        spark.post("/skip", layer, dataset, Map.of("skipped", skipped), "pass records by");
    }
}
