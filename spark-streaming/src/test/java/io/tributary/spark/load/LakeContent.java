package io.tributary.spark.load;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What a reader finds in a table. */
public final class LakeContent {

    private LakeContent() {}

    /** The table as a frame. */
    public static Dataset<Row> of(SparkSession spark, String location) {
        return spark.read().format("hudi").load(location);
    }

    /** The rows of some SQL expressions, as text, in their order. */
    public static List<String> rows(SparkSession spark, String location, String... expressions) {
        return of(spark, location).selectExpr(expressions).collectAsList().stream()
                .map(row -> row.mkString("|"))
                .sorted()
                .toList();
    }
}
