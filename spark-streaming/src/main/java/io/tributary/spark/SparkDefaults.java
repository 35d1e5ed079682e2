package io.tributary.spark;

import java.util.LinkedHashMap;
import java.util.Map;

/** How Spark is set up for many small commits in one process; on a cluster the operator's settings win. */
final class SparkDefaults {

    private SparkDefaults() {}

    static Map<String, String> forIngest() {
        Map<String, String> conf = new LinkedHashMap<>();
        conf.put("spark.scheduler.mode", "FAIR");
        conf.put("spark.default.parallelism", "2");
        conf.put("spark.sql.shuffle.partitions", "2");
        conf.put("spark.sql.adaptive.enabled", "false");
        conf.put("spark.locality.wait", "0s");
        conf.put("spark.cleaner.periodicGC.interval", "10min");
        conf.put("spark.ui.retainedJobs", "20");
        conf.put("spark.ui.retainedStages", "20");
        conf.put("spark.ui.retainedTasks", "100");
        conf.put("spark.sql.ui.retainedExecutions", "5");
        conf.put("spark.sql.streaming.numRecentProgressUpdates", "5");
        conf.put("spark.sql.streaming.minBatchesToRetain", "10");
        conf.put("spark.sql.streaming.metricsEnabled", "false");
        conf.put("spark.kafka.consumer.cache.capacity", "256");
        // One writer per table and layer; the two queries of one process are two streams on purpose.
        conf.put("spark.sql.streaming.stopActiveRunOnRestart", "true");
        conf.put("spark.sql.streaming.stopTimeout", "15000");
        return conf;
    }
}
