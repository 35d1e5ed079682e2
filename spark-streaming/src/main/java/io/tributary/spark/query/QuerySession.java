package io.tributary.spark.query;

import io.tributary.spark.session.LakeSession;
import io.tributary.spark.session.LakeStorage;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Opens the Spark session that answers: small, read-only and with the lake as its only catalog. */
final class QuerySession {

    private static final long RESERVED_BYTES = 160L << 20;

    private QuerySession() {}

    static SparkSession open(QueryConfig config) {
        SparkSession session = LakeSession.open("tributary-sql", config.storage(), staticSettings(), config.spark());
        return prepare(session, config.storage(), config.spark());
    }

    /**
     * Makes a session read the lake and nothing else.
     *
     * @param session a session of its own: its catalog and functions are changed
     * @param overrides the operator's {@code spark.*} settings; they win
     */
    static SparkSession prepare(SparkSession session, LakeStorage storage, Map<String, String> overrides) {
        Map<String, String> conf = sessionSettings();
        overrides.forEach((key, value) -> conf.computeIfPresent(key, (k, ours) -> value));
        conf.put("spark.sql.catalog." + LakeCatalog.NAME, LakeCatalog.class.getName());
        conf.put("spark.sql.catalog." + LakeCatalog.NAME + "." + LakeCatalog.ROOT_OPTION, storage.root());
        conf.put("spark.sql.catalog." + LakeCatalog.NAME + "." + LakeCatalog.PREFIX_OPTION, storage.databasePrefix());
        conf.put("spark.sql.defaultCatalog", LakeCatalog.NAME);
        // Otherwise SELECT * FROM text.`/etc/passwd` reads any file that the process can.
        conf.put("spark.sql.runSQLOnFiles", "false");
        conf.forEach(session.conf()::set);
        StatementPolicy.FORBIDDEN_FUNCTIONS.forEach(session.sessionState().functionRegistry()::dropFunction);
        return session;
    }

    private static Map<String, String> staticSettings() {
        Map<String, String> conf = new LinkedHashMap<>();
        conf.put("spark.master", "local[2]");
        // Reading needs none of the commands and rules that Hudi adds to SQL.
        conf.put("spark.sql.extensions", "");
        // Of a small heap Spark would keep 300 MB to itself and refuse to start with less than 450 MB. This process
        // does with half of it; the rest is for sorting, joining and grouping, which spill when it is used up.
        conf.put("spark.testing.reservedMemory", String.valueOf(RESERVED_BYTES));
        // A long query's tasks and a short one's take turns.
        conf.put("spark.scheduler.mode", "FAIR");
        conf.put("spark.ui.retainedJobs", "10");
        conf.put("spark.ui.retainedStages", "10");
        conf.put("spark.ui.retainedTasks", "100");
        conf.put("spark.sql.ui.retainedExecutions", "5");
        // A statement that runs out of memory fails alone; Spark would end the process.
        conf.put("spark.executor.killOnFatalError.depth", "0");
        conf.put("spark.hadoop.fs.s3a.connection.maximum", "32");
        conf.put("spark.hadoop.fs.s3a.threads.max", "8");
        // Somebody waits for the answer: a store that is down is an error in seconds.
        conf.put("spark.hadoop.fs.s3a.attempts.maximum", "2");
        conf.put("spark.hadoop.fs.s3a.retry.limit", "3");
        conf.put("spark.hadoop.fs.s3a.retry.interval", "200ms");
        return conf;
    }

    private static Map<String, String> sessionSettings() {
        Map<String, String> conf = new LinkedHashMap<>();
        conf.put("spark.sql.shuffle.partitions", "2");
        // Replanning between stages pays on large data; here it costs a job more for every exchange.
        conf.put("spark.sql.adaptive.enabled", "false");
        conf.put("spark.sql.files.maxPartitionBytes", "32m");
        conf.put("spark.sql.autoBroadcastJoinThreshold", "8m");
        return conf;
    }
}
