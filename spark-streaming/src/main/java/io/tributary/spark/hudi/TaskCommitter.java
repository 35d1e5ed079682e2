package io.tributary.spark.hudi;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.hudi.client.SparkRDDWriteClient;
import org.apache.hudi.client.WriteStatus;
import org.apache.hudi.client.common.HoodieSparkEngineContext;
import org.apache.hudi.common.model.DefaultHoodieRecordPayload;
import org.apache.hudi.common.model.HoodieRecord;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** Writes rows in Spark's tasks. */
final class TaskCommitter extends Committer<TableRows.Many> {

    private final SparkRDDWriteClient<DefaultHoodieRecordPayload> client;
    private final SparkSession spark;
    private final TableSpec spec;
    private final Schema schema;

    /**
     * What a committer is good for; another kind needs another one.
     *
     * @param bloom whether keys are looked up by Bloom filters
     * @param parallelism tasks of a step
     * @param largeBatch whether a commit fills files of its own
     */
    record Kind(Schema schema, boolean bloom, int parallelism, boolean largeBatch) {}

    private TaskCommitter(
            SparkRDDWriteClient<DefaultHoodieRecordPayload> client, SparkSession spark, TableSpec spec, Schema schema) {
        super(client);
        this.client = client;
        this.spark = spark;
        this.spec = spec;
        this.schema = schema;
    }

    static TaskCommitter of(TableSpec spec, HudiSettings settings, Kind kind, SparkSession spark) {
        HoodieSparkEngineContext context =
                new HoodieSparkEngineContext(JavaSparkContext.fromSparkContext(spark.sparkContext()));
        return new TaskCommitter(
                new SparkRDDWriteClient<>(context, WriteConfig.forTasks(spec, settings, kind)),
                spark,
                spec,
                kind.schema());
    }

    @Override
    List<WriteStatus> write(WriteMode mode, TableRows.Many rows, String instant) {
        return write(mode, records(rows), instant);
    }

    /**
     * The same, behind the deletes of a truncate.
     *
     * @param truncate the ordering up to which rows that are there are deleted
     */
    List<WriteStatus> writeAfterTruncate(WriteMode mode, TableRows.Many rows, long truncate, String instant) {
        return write(mode, TruncateRows.before(records(rows), spark, spec, schema, truncate), instant);
    }

    private JavaRDD<HoodieRecord<DefaultHoodieRecordPayload>> records(TableRows.Many rows) {
        return rows.rows().map(new RecordOf(spec));
    }

    private List<WriteStatus> write(
            WriteMode mode, JavaRDD<HoodieRecord<DefaultHoodieRecordPayload>> records, String instant) {
        return switch (mode) {
            case UPSERT -> client.upsert(records, instant).collect();
            case INSERT -> client.insert(records, instant).collect();
        };
    }
}
