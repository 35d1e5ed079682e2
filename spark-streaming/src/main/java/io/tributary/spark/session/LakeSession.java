package io.tributary.spark.session;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Opens the Spark session of a process: the same storage, clock and SQL rules for whoever reads or writes the lake. */
public final class LakeSession {

    private static final Map<String, String> DEFAULTS = defaults();
    /** Spark adds 30. */
    private static final int BEFORE_SPARK = FileSystem.SHUTDOWN_HOOK_PRIORITY + 40;

    private LakeSession() {}

    /**
     * Opens a session.
     *
     * @param name the application's name
     * @param storage where the lake is
     * @param purpose what this process sets otherwise than {@link LakeSession} does
     * @param overrides the operator's {@code spark.*} settings; they win
     */
    public static SparkSession open(
            String name, LakeStorage storage, Map<String, String> purpose, Map<String, String> overrides) {
        SparkConf conf = new SparkConf().setAppName(name);
        Map<String, String> all = new LinkedHashMap<>(DEFAULTS);
        all.putAll(storage.hadoopConf());
        all.putAll(purpose);
        all.putAll(overrides);
        all.forEach((key, value) -> {
            // On a cluster spark-submit has set the master already.
            if (!key.equals("spark.master") || !conf.contains(key) || overrides.containsKey(key)) {
                conf.set(key, value);
            }
        });
        return SparkSession.builder().config(conf).getOrCreate();
    }

    /**
     * Has something done when the process is told to stop, while the session and the file systems can still be used: Spark
     * and Hadoop end those by hooks of their own, which run afterwards. Hooks of Java would run at the same time.
     *
     * @param patience after which they are ended all the same
     */
    public static void whenStopped(Runnable action, Duration patience) {
        ShutdownHookManager.get().addShutdownHook(action, BEFORE_SPARK, patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Map<String, String> defaults() {
        Map<String, String> conf = new LinkedHashMap<>();
        conf.put("spark.master", "local[*]");
        conf.put("spark.driver.host", "127.0.0.1");
        conf.put("spark.driver.bindAddress", "127.0.0.1");
        conf.put("spark.ui.enabled", "false");
        conf.put("spark.ui.showConsoleProgress", "false");
        conf.put("spark.serializer", "org.apache.spark.serializer.KryoSerializer");
        conf.put("spark.kryo.registrator", "org.apache.spark.HoodieSparkKryoRegistrar");
        conf.put("spark.sql.extensions", "org.apache.spark.sql.hudi.HoodieSparkSessionExtension");
        conf.put("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.hudi.catalog.HoodieCatalog");
        // No table is ever in it, but Spark makes the folder, and otherwise where the command was called.
        conf.put(
                "spark.sql.warehouse.dir",
                Path.of(System.getProperty("java.io.tmpdir"), "spark-warehouse").toString());
        conf.put("spark.sql.session.timeZone", "UTC");
        conf.put("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
        // The proleptic Gregorian calendar on both sides: 0001-01-01 stands for -infinity and must come back as it
        // went.
        for (String kind : new String[] {"datetimeRebaseMode", "int96RebaseMode"}) {
            conf.put("spark.sql.parquet." + kind + "InRead", "CORRECTED");
            conf.put("spark.sql.parquet." + kind + "InWrite", "CORRECTED");
        }
        conf.put("spark.sql.avro.datetimeRebaseModeInRead", "CORRECTED");
        conf.put("spark.sql.avro.datetimeRebaseModeInWrite", "CORRECTED");
        // Values are checked where they enter the lake; a query or a write never rounds or nulls one silently.
        conf.put("spark.sql.caseSensitive", "false");
        return conf;
    }
}
