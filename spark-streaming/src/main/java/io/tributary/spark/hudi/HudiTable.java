package io.tributary.spark.hudi;

import io.tributary.spark.lake.LakeRow;
import io.tributary.spark.lake.TableMarkers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.hudi.client.SparkRDDWriteClient;
import org.apache.hudi.client.WriteStatus;
import org.apache.hudi.client.common.HoodieSparkEngineContext;
import org.apache.hudi.common.model.DefaultHoodieRecordPayload;
import org.apache.hudi.common.model.HoodieRecord;
import org.apache.hudi.common.model.HoodieWriteStat;
import org.apache.hudi.common.util.Option;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A table and the one writer that it has. Not thread-safe. After an exception from {@link #write} the object must be
 * closed and the table opened anew: the next commit then rolls back what was left behind.
 */
public final class HudiTable implements AutoCloseable {

    /** Value of the operation column that makes a silver row a delete. */
    static final String DELETE = "d";

    private static final Logger LOG = LoggerFactory.getLogger(HudiTable.class);

    /** From here a batch fills files of its own. */
    private static final long LARGE_BATCH_ROWS = 20_000;

    private final SparkSession spark;
    private final TableSpec spec;
    private final HudiSettings settings;
    private final RowCounts counts;
    private Optional<TableHead> head;
    private WriterKind kind;
    private SparkRDDWriteClient<DefaultHoodieRecordPayload> client;

    /** What a write client is good for; another kind needs another client. */
    private record WriterKind(Schema schema, boolean bloom, int parallelism, boolean largeBatch) {}

    private HudiTable(SparkSession spark, TableSpec spec, HudiSettings settings, Optional<TableHead> head) {
        this.spark = spark;
        this.spec = spec;
        this.settings = settings;
        this.head = head;
        this.counts = new RowCounts(spec.location(), spark.sparkContext().hadoopConfiguration());
    }

    /** The state of a table's newest commit, without opening the table; empty if there is none. */
    public static Optional<TableHead> headOf(SparkSession spark, String location) {
        return TableHead.read(spark, location);
    }

    /** Opens a table, which need not exist yet: the first write creates it. */
    public static HudiTable open(SparkSession spark, TableSpec spec, HudiSettings settings) {
        return new HudiTable(spark, spec, settings, TableHead.read(spark, spec.location()));
    }

    /** The state after the newest commit; empty if there is none. */
    public Optional<TableHead> head() {
        return head;
    }

    /**
     * Writes rows in one commit.
     *
     * @param mode how they meet the rows that are there
     * @param rows the rows; in silver at most one per key
     * @param estimate about how many rows there are
     * @param schema the columns of all rows; they have taken in those of the table
     * @param markers what the commit says of the table after it, asked for once the rows are written; their count is
     *     filled in here
     * @param truncate the ordering up to which rows that are there are deleted; empty if none are
     * @return the new head
     */
    public TableHead write(
            WriteMode mode,
            JavaRDD<LakeRow> rows,
            long estimate,
            Schema schema,
            Supplier<TableMarkers> markers,
            Optional<Long> truncate) {
        long before = head.map(found -> found.markers().rows()).orElse(0L);
        if (head.isEmpty()) {
            TableCreation.createIfMissing(spark, spec, schema);
        }
        SparkRDDWriteClient<DefaultHoodieRecordPayload> writer = writer(schema, before, rows, estimate);
        JavaRDD<HoodieRecord<DefaultHoodieRecordPayload>> records = rows.map(new RecordOf(spec));
        if (truncate.isPresent() && before > 0) {
            records = TruncateRows.before(records, spark, spec, schema, truncate.get());
        }
        String instant = writer.startCommit();
        JavaRDD<WriteStatus> written =
                switch (mode) {
                    case UPSERT -> writer.upsert(records, instant);
                    case INSERT -> writer.insert(records, instant);
                };
        List<WriteStatus> statuses = written.collect();
        requireNoErrors(statuses);
        List<HoodieWriteStat> stats =
                statuses.stream().map(WriteStatus::getStat).collect(Collectors.toCollection(ArrayList::new));
        TableMarkers after = markers.get().withRows(before + counts.delta(stats));
        if (!writer.commitStats(instant, stats, Option.of(after.toMetadata()), "commit")) {
            throw new IllegalStateException("Commit " + instant + " of table " + spec.location() + " was refused");
        }
        counts.committed(stats);
        TableHead current = new TableHead(instant, schema, after);
        head = Optional.of(current);
        LOG.debug("Table {} {}: {} rows after commit {}", spec.layer().id(), spec.dataset(), after.rows(), instant);
        return current;
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
            client = null;
            kind = null;
        }
    }

    private SparkRDDWriteClient<DefaultHoodieRecordPayload> writer(
            Schema schema, long tableRows, JavaRDD<LakeRow> rows, long estimate) {
        boolean bloom =
                switch (settings.silverIndex()) {
                    case SIMPLE -> false;
                    case BLOOM -> true;
                    case AUTO -> tableRows >= settings.bloomFromRows();
                };
        boolean large = estimate >= LARGE_BATCH_ROWS;
        int parallelism = large ? Math.max(2, rows.getNumPartitions()) : 1;
        WriterKind wanted = new WriterKind(schema, bloom, parallelism, large);
        if (!wanted.equals(kind)) {
            close();
            client = new SparkRDDWriteClient<>(
                    new HoodieSparkEngineContext(JavaSparkContext.fromSparkContext(spark.sparkContext())),
                    WriteConfig.of(spec, settings, schema, bloom, parallelism, large));
            kind = wanted;
        }
        return client;
    }

    private void requireNoErrors(List<WriteStatus> statuses) {
        for (WriteStatus status : statuses) {
            if (status.hasErrors()) {
                Throwable cause = status.hasGlobalError()
                        ? status.getGlobalError()
                        : status.getErrors().values().stream().findFirst().orElse(null);
                throw new IllegalStateException(
                        "Table " + spec.location() + " refused " + status.getTotalErrorRecords() + " rows: " + cause,
                        cause);
            }
        }
    }
}
