package io.tributary.spark.load;

import io.tributary.spark.session.LakeSession;
import io.tributary.spark.session.LakeStorage;
import io.tributary.spark.session.ProcessSettings;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** The one Spark session of the test JVM, on the local disk. */
public final class TestSpark {

    private static SparkSession session;

    private TestSpark() {}

    public static synchronized SparkSession session() {
        if (session == null) {
            LakeStorage storage = LakeStorage.of(ProcessSettings.of("the test", Map.of("lake.root", "file:///tmp")));
            session = LakeSession.open(
                    "test",
                    storage,
                    Map.of("spark.sql.shuffle.partitions", "2", "spark.default.parallelism", "2"),
                    Map.of());
            session.sparkContext().hadoopConfiguration().set("parquet.avro.write-old-list-structure", "false");
        }
        return session;
    }
}
