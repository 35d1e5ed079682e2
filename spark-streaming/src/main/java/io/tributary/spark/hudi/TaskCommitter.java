package io.tributary.spark.hudi;

import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.hudi.client.SparkRDDWriteClient;
import org.apache.hudi.client.WriteStatus;
import org.apache.hudi.client.common.HoodieSparkEngineContext;
import org.apache.hudi.common.model.DefaultHoodieRecordPayload;
import org.apache.hudi.common.model.HoodieRecord;
import org.apache.hudi.common.model.HoodieRecordLocation;
import org.apache.hudi.config.HoodieWriteConfig;
import org.apache.hudi.index.HoodieIndexUtils;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;

/** Writes rows in Spark's tasks. */
final class TaskCommitter extends Committer<TableRows.Many> {

    /** Fewer would make a small file of each Kafka partition's share. */
    private static final long ROWS_IN_A_NEW_FILE = 100_000;

    private final SparkRDDWriteClient<DefaultHoodieRecordPayload> client;
    private final SparkSession spark;
    private final TableSpec spec;
    private final Kind kind;
    private final KeyLookup lookup;

    /**
     * What a committer is good for; another kind needs another one.
     *
     * @param bloom whether keys are looked up by Bloom filters
     * @param parallelism tasks of a step
     * @param largeBatch whether a commit fills files of its own
     */
    record Kind(Schema schema, boolean bloom, int parallelism, boolean largeBatch) {}

    private TaskCommitter(
            SparkRDDWriteClient<DefaultHoodieRecordPayload> client,
            SparkSession spark,
            TableSpec spec,
            Kind kind,
            KeyLookup lookup) {
        super(client);
        this.client = client;
        this.spark = spark;
        this.spec = spec;
        this.kind = kind;
        this.lookup = lookup;
    }

    static TaskCommitter of(TableSpec spec, HudiSettings settings, Kind kind, SparkSession spark) {
        HoodieSparkEngineContext context =
                new HoodieSparkEngineContext(JavaSparkContext.fromSparkContext(spark.sparkContext()));
        HoodieWriteConfig config = WriteConfig.forTasks(spec, settings, kind);
        return new TaskCommitter(
                new SparkRDDWriteClient<>(context, config), spark, spec, kind, new KeyLookup(context, config));
    }

    @Override
    List<WriteStatus> write(WriteMode mode, TableRows.Many rows, String instant) {
        JavaRDD<HoodieRecord<DefaultHoodieRecordPayload>> records = records(rows);
        if (!kind.largeBatch()) {
            return write(mode, records, instant);
        }
        return switch (mode) {
            case UPSERT -> upsertLarge(records, rows.estimate(), instant);
            case INSERT -> insertLarge(records, rows.estimate(), instant);
        };
    }

    /**
     * The same, behind the deletes of a truncate.
     *
     * @param truncate the ordering up to which rows that are there are deleted
     */
    List<WriteStatus> writeAfterTruncate(WriteMode mode, TableRows.Many rows, long truncate, String instant) {
        JavaRDD<HoodieRecord<DefaultHoodieRecordPayload>> records =
                TruncateRows.before(records(rows), spark, spec, kind.schema(), truncate);
        return write(mode, records, instant);
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

    /** Writes files of rows as they come, without the shuffle that brings each to the file it belongs into. */
    private List<WriteStatus> insertLarge(
            JavaRDD<HoodieRecord<DefaultHoodieRecordPayload>> records, long estimate, String instant) {
        int files = (int) Math.max(1, estimate / ROWS_IN_A_NEW_FILE);
        return client.bulkInsert(records.coalesce(files), instant).collect();
    }

    private List<WriteStatus> upsertLarge(
            JavaRDD<HoodieRecord<DefaultHoodieRecordPayload>> records, long estimate, String instant) {
        KeyLookup.Candidates candidates = lookup.candidates(records);
        if (kind.bloom() && !candidates.files().isEmpty()) {
            return write(WriteMode.UPSERT, records, instant);
        }
        Map<String, HoodieRecordLocation> there = lookup.locations(candidates);
        if (there.isEmpty()) {
            return insertLarge(records, estimate, instant);
        }
        Broadcast<Map<String, HoodieRecordLocation>> locations =
                JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(there);
        try {
            return client.upsertPreppedRecords(records.map(record -> located(record, locations.value())), instant)
                    .collect();
        } finally {
            locations.destroy();
        }
    }

    private static HoodieRecord<DefaultHoodieRecordPayload> located(
            HoodieRecord<DefaultHoodieRecordPayload> record, Map<String, HoodieRecordLocation> there) {
        HoodieRecordLocation location = there.get(record.getRecordKey());
        return location == null ? record : HoodieIndexUtils.tagRecord(record, location);
    }
}
