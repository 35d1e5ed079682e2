package io.tributary.spark.hudi;

import org.apache.avro.Schema;
import org.apache.spark.sql.SparkSession;

/** The committers of a table, kept for as long as they fit what is written. */
final class Committers implements AutoCloseable {

    /** From here a batch fills files of its own. */
    private static final long LARGE_BATCH_ROWS = 20_000;

    private final SparkSession spark;
    private final TableSpec spec;
    private final HudiSettings settings;
    private Schema driverSchema;
    private DriverCommitter driver;
    private TaskCommitter.Kind taskKind;
    private TaskCommitter tasks;

    Committers(SparkSession spark, TableSpec spec, HudiSettings settings) {
        this.spark = spark;
        this.spec = spec;
        this.settings = settings;
    }

    DriverCommitter forDriver(Schema schema) {
        if (driver == null || !isSame(schema, driverSchema)) {
            close(driver);
            driver = DriverCommitter.of(
                    spec, settings, schema, spark.sparkContext().hadoopConfiguration());
            driverSchema = schema;
        }
        return driver;
    }

    TaskCommitter forTasks(Schema schema, long tableRows, TableRows.Many rows) {
        boolean bloom = !spec.rowsMove()
                && switch (settings.silverIndex()) {
                    case SIMPLE -> false;
                    case BLOOM -> true;
                    case AUTO -> tableRows >= settings.bloomFromRows();
                };
        boolean large = rows.estimate() >= LARGE_BATCH_ROWS;
        int parallelism = large ? Math.max(2, rows.rows().getNumPartitions()) : 1;
        TaskCommitter.Kind wanted = new TaskCommitter.Kind(schema, bloom, parallelism, large);
        if (!wanted.equals(taskKind) || !isSame(schema, taskKind.schema())) {
            close(tasks);
            tasks = TaskCommitter.of(spec, settings, wanted, spark);
            taskKind = wanted;
        }
        return tasks;
    }

    /** Also in what it says of columns, which Avro's own comparison passes over and a commit tells the catalogs. */
    private static boolean isSame(Schema one, Schema other) {
        return one.toString().equals(other.toString());
    }

    @Override
    public void close() {
        close(driver);
        close(tasks);
        driver = null;
        tasks = null;
        taskKind = null;
    }

    private static void close(Committer<?> committer) {
        if (committer != null) {
            committer.close();
        }
    }
}
