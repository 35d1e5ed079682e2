package io.tributary.spark.hudi;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.avro.Schema;
import org.apache.hudi.client.SparkRDDWriteClient;
import org.apache.hudi.client.WriteStatus;
import org.apache.hudi.client.common.HoodieSparkEngineContext;
import org.apache.hudi.common.model.DefaultHoodieRecordPayload;
import org.apache.hudi.common.model.HoodieRecord;
import org.apache.hudi.config.HoodieWriteConfig;
import org.apache.hudi.table.HoodieSparkTable;
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
    private final HoodieSparkEngineContext context;
    private final HoodieWriteConfig config;
    private final KeyLookup lookup;

    /**
     * What a committer is good for; another kind needs another one.
     *
     * @param bloom whether keys are looked up by Bloom filters; never where rows move, since those tell no partition
     * @param parallelism tasks of a step
     * @param largeBatch whether a commit fills files of its own
     */
    record Kind(Schema schema, boolean bloom, int parallelism, boolean largeBatch) {}

    private TaskCommitter(
            SparkRDDWriteClient<DefaultHoodieRecordPayload> client,
            SparkSession spark,
            TableSpec spec,
            Kind kind,
            HoodieSparkEngineContext context,
            HoodieWriteConfig config) {
        super(client);
        this.client = client;
        this.spark = spark;
        this.spec = spec;
        this.kind = kind;
        this.context = context;
        this.config = config;
        this.lookup = new KeyLookup(config, spec);
    }

    static TaskCommitter of(TableSpec spec, HudiSettings settings, Kind kind, SparkSession spark) {
        HoodieSparkEngineContext context =
                new HoodieSparkEngineContext(JavaSparkContext.fromSparkContext(spark.sparkContext()));
        HoodieWriteConfig config = WriteConfig.forTasks(spec, settings, kind);
        return new TaskCommitter(new SparkRDDWriteClient<>(context, config), spark, spec, kind, context, config);
    }

    @Override
    List<WriteStatus> write(WriteMode mode, TableRows.Many rows, String instant) {
        if (mode == WriteMode.INSERT) {
            return kind.largeBatch()
                    ? insertLarge(rows, instant)
                    : client.insert(records(rows), instant).collect();
        }
        if (kind.largeBatch() || spec.rowsMove()) {
            return upsertLookedUp(rows, instant);
        }
        return client.upsert(records(rows), instant).collect();
    }

    /**
     * Upserts rows behind the deletes of a truncate.
     *
     * @param truncate the ordering up to which rows that are there are deleted
     */
    List<WriteStatus> writeAfterTruncate(TableRows.Many rows, long truncate, String instant) {
        TruncateRows deletes = new TruncateRows(spark, spec, kind.schema(), truncate);
        return spec.rowsMove()
                ? upsertPlaced(rows, stored(candidates(rows)), deletes::before, instant)
                : client.upsert(deletes.before(records(rows)), instant).collect();
    }

    private JavaRDD<HoodieRecord<DefaultHoodieRecordPayload>> records(TableRows.Many rows) {
        if (!spec.rowsMove()) {
            return rows.rows().map(new RecordOf(spec));
        }
        Placement placement = new Placement(spec);
        return rows.rows().flatMap(row -> placement.of(row, Map.of()).iterator());
    }

    /** Writes files of rows as they come, without the shuffle that brings each to the file it belongs into. */
    private List<WriteStatus> insertLarge(TableRows.Many rows, String instant) {
        int files = (int) Math.max(1, rows.estimate() / ROWS_IN_A_NEW_FILE);
        return client.bulkInsert(records(rows).coalesce(files), instant).collect();
    }

    private List<WriteStatus> upsertLookedUp(TableRows.Many rows, String instant) {
        KeyLookup.Candidates candidates = candidates(rows);
        if (kind.bloom() && !candidates.files().isEmpty()) {
            return client.upsert(records(rows), instant).collect();
        }
        Map<String, StoredRow> there = stored(candidates);
        return kind.largeBatch() && there.isEmpty()
                ? insertLarge(rows, instant)
                : upsertPlaced(rows, there, UnaryOperator.identity(), instant);
    }

    private KeyLookup.Candidates candidates(TableRows.Many rows) {
        RecordOf recordOf = new RecordOf(spec);
        return lookup.candidates(
                HoodieSparkTable.create(config, context),
                BatchKeys.of(rows.rows().map(recordOf::key)));
    }

    /** The rows of a batch's keys; keys that the table does not have are not in the answer. */
    private Map<String, StoredRow> stored(KeyLookup.Candidates candidates) {
        if (candidates.files().isEmpty()) {
            return Map.of();
        }
        Broadcast<BatchKeys> keys = context.jsc().broadcast(candidates.keys());
        StoredRows table = candidates.table();
        try {
            return new HashMap<>(context.jsc()
                    .parallelize(candidates.files(), candidates.files().size())
                    .flatMapToPair(file -> table.in(file, keys.value()).iterator())
                    .collectAsMap());
        } finally {
            keys.destroy();
        }
    }

    private List<WriteStatus> upsertPlaced(
            TableRows.Many rows,
            Map<String, StoredRow> there,
            UnaryOperator<JavaRDD<HoodieRecord<DefaultHoodieRecordPayload>>> more,
            String instant) {
        Placement placement = new Placement(spec);
        Broadcast<Map<String, StoredRow>> stored = context.jsc().broadcast(there);
        try {
            JavaRDD<HoodieRecord<DefaultHoodieRecordPayload>> placed =
                    rows.rows().flatMap(row -> placement.of(row, stored.value()).iterator());
            return client.upsertPreppedRecords(more.apply(placed), instant).collect();
        } finally {
            stored.destroy();
        }
    }
}
