package io.tributary.spark.hudi;

import io.tributary.spark.lake.Layer;
import io.tributary.spark.lake.TableMarkers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.hudi.client.WriteStatus;
import org.apache.hudi.common.model.HoodieWriteStat;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
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

    private final SparkSession spark;
    private final TableSpec spec;
    private final HudiSettings settings;
    private final RowCounts counts;
    private final Committers committers;
    private Optional<TableHead> head;
    private int commitsUntilTidy;

    private HudiTable(SparkSession spark, TableSpec spec, HudiSettings settings, Optional<TableHead> head) {
        this.spark = spark;
        this.spec = spec;
        this.settings = settings;
        this.head = head;
        this.counts = new RowCounts(spec.location(), spark.sparkContext().hadoopConfiguration());
        this.committers = new Committers(spark, spec, settings);
        // Tables that are opened together must not all be tidied by the same batch.
        this.commitsUntilTidy = 1 + Math.floorMod(spec.location().hashCode(), settings.tidyEvery());
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

    /** What is in the table now; only if it has a {@link #head}. */
    public Dataset<Row> stored() {
        return spark.read().format("hudi").load(spec.location());
    }

    /** Whether few rows are better written by the driver: they touch few files, too. In bronze that is always so. */
    public boolean takesFewRows() {
        long tableRows = spec.layer() == Layer.BRONZE ? 0 : rows();
        return tableRows < settings.driverTableRows();
    }

    /**
     * Writes rows in one commit.
     *
     * @param mode how they meet the rows that are there
     * @param rows the rows
     * @param schema the columns of all rows; they have taken in those of the table
     * @param markers what the commit says of the table after it, asked for once the rows are written; their count is
     *     filled in here
     * @return the new head
     */
    public TableHead write(WriteMode mode, TableRows rows, Schema schema, Supplier<TableMarkers> markers) {
        if (rows instanceof TableRows.Few few) {
            createIfMissing(schema);
            DriverCommitter driver = committers.forDriver(schema);
            return commit(driver, instant -> driver.write(mode, few, instant), schema, markers);
        }
        TableRows.Many many = (TableRows.Many) rows;
        createIfMissing(schema);
        TaskCommitter tasks = committers.forTasks(schema, rows(), many);
        return commit(tasks, instant -> tasks.write(mode, many, instant), schema, markers);
    }

    /**
     * Takes rows away and writes others, in one commit.
     *
     * @param truncate the ordering up to which rows that are there are deleted
     * @see #write
     */
    public TableHead writeAfterTruncate(
            WriteMode mode, TableRows.Many rows, long truncate, Schema schema, Supplier<TableMarkers> markers) {
        if (rows() == 0) {
            return write(mode, rows, schema, markers);
        }
        TaskCommitter tasks = committers.forTasks(schema, rows(), rows);
        return commit(tasks, instant -> tasks.writeAfterTruncate(rows, truncate, instant), schema, markers);
    }

    private TableHead commit(
            Committer<?> committer,
            Function<String, List<WriteStatus>> write,
            Schema schema,
            Supplier<TableMarkers> markers) {
        String instant = committer.begin();
        List<WriteStatus> statuses = write.apply(instant);
        requireNoErrors(statuses);
        List<HoodieWriteStat> stats =
                statuses.stream().map(WriteStatus::getStat).collect(Collectors.toCollection(ArrayList::new));
        TableMarkers after = markers.get().withRows(rows() + counts.delta(stats));
        if (!committer.commit(instant, stats, after.toMetadata())) {
            throw new IllegalStateException("Commit " + instant + " of table " + spec.location() + " was refused");
        }
        counts.committed(stats);
        TableHead current = new TableHead(instant, schema, after);
        head = Optional.of(current);
        LOG.debug("Table {} {}: {} rows after commit {}", spec.layer().id(), spec.dataset(), after.rows(), instant);
        tidySometimes(committer);
        return current;
    }

    /** Hudi itself would look after every commit whether there is something to do, which costs as much as a commit. */
    private void tidySometimes(Committer<?> committer) {
        commitsUntilTidy--;
        if (commitsUntilTidy <= 0) {
            committer.tidy();
            commitsUntilTidy = settings.tidyEvery();
        }
    }

    private void createIfMissing(Schema schema) {
        if (head.isEmpty()) {
            TableCreation.createIfMissing(spark, spec, settings.databasePrefix(), schema);
        }
    }

    private long rows() {
        return head.map(found -> found.markers().rows()).orElse(0L);
    }

    @Override
    public void close() {
        committers.close();
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
