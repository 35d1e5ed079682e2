package io.tributary.spark.silver;

import io.tributary.schemas.naming.Dataset;
import io.tributary.schemas.registry.SubjectRegistry;
import io.tributary.spark.clean.CleanDecoder;
import io.tributary.spark.clean.NewestSourceTs;
import io.tributary.spark.clean.RawRecord;
import io.tributary.spark.clean.RowMaker;
import io.tributary.spark.clean.SliceSchemas;
import io.tributary.spark.clean.TopicIds;
import io.tributary.spark.clean.TopicSlice;
import io.tributary.spark.hudi.HudiSettings;
import io.tributary.spark.hudi.HudiTable;
import io.tributary.spark.hudi.TableHead;
import io.tributary.spark.hudi.TableLayout;
import io.tributary.spark.hudi.TableRows;
import io.tributary.spark.hudi.TableSpec;
import io.tributary.spark.hudi.WriteMode;
import io.tributary.spark.lake.IncompatibleSchemaException;
import io.tributary.spark.lake.LakeRow;
import io.tributary.spark.lake.Layer;
import io.tributary.spark.lake.TableColumns;
import io.tributary.spark.lake.TableMarkers;
import io.tributary.spark.table.LakeTable;
import io.tributary.spark.table.TableContent;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/** A silver table: upserts by key, ordered by {@code _ordering}; deletes and truncates take rows away. */
public final class SilverTable implements LakeTable {

    private final SparkSession spark;
    private final Dataset dataset;
    private final String location;
    private final HudiSettings settings;
    private final SubjectRegistry registry;
    private final TopicIds topics;
    private HudiTable table;
    private TableLayout layout;
    private volatile TableContent content = TableContent.NOTHING;
    private volatile String exempt;

    public SilverTable(
            SparkSession spark,
            Dataset dataset,
            String location,
            HudiSettings settings,
            SubjectRegistry registry,
            TopicIds topics) {
        this.spark = spark;
        this.dataset = dataset;
        this.location = location;
        this.settings = settings;
        this.registry = registry;
        this.topics = topics;
    }

    @Override
    public Layer layer() {
        return Layer.SILVER;
    }

    @Override
    public Dataset dataset() {
        return dataset;
    }

    @Override
    public void write(TopicSlice slice) throws Exception {
        take(slice, false);
    }

    @Override
    public void rewrite(TopicSlice slice) throws Exception {
        take(slice, true);
    }

    private void take(TopicSlice slice, boolean again) throws Exception {
        slice.requireWellFormed();
        SliceSchemas schemas = SliceSchemas.of(slice, registry);
        Optional<List<String>> told = TableColumns.keyOf(schemas.oldestFirst());
        if (layout == null && exempt == null) {
            layout = TableLayout.of(spark, location).orElse(null);
        }
        if (told.isEmpty() && layout == null) {
            // Only truncates so far, of a table without a row.
            return;
        }
        List<String> keyNow = told.orElseGet(() -> layout.key());
        if (keyNow.isEmpty() && layout == null) {
            exempt = "no primary key: every change is in bronze, but without a key there is no current state to keep";
            return;
        }
        HudiTable open = open(new TableLayout(keyNow, TableColumns.partitionOf(schemas.oldestFirst())));
        TableMarkers markers = open.head()
                .map(TableHead::markers)
                .orElse(TableMarkers.NONE)
                .forTopic(topics.idOf(dataset.cleanTopic()));
        TableMarkers read = again ? markers.unread() : markers;
        if (!slice.isCoveredBy(read)) {
            commit(open, slice, schemas, markers, read);
        }
    }

    /**
     * Writes what is new.
     *
     * @param markers of the table as it is, which the commit carries on
     * @param read by these it is judged what is new
     */
    private void commit(HudiTable open, TopicSlice slice, SliceSchemas schemas, TableMarkers markers, TableMarkers read)
            throws IncompatibleSchemaException {
        Schema columns =
                TableColumns.merge(Layer.SILVER, dataset, open.head().map(TableHead::columns), schemas.oldestFirst());
        CleanDecoder decoder = schemas.decoder(dataset.cleanTopic());
        Optional<Truncate> truncate = slice.hasKeyless() ? Truncates.newest(slice, decoder, read) : Optional.empty();
        NewestSourceTs newest = NewestSourceTs.in(spark.sparkContext());
        RowMaker maker = new RowMaker(decoder, Layer.SILVER, columns);
        NewestPerKey newestPerKey = new NewestPerKey(maker, layout, read, truncate, newest);
        long truncatedBelow = truncate.map(Truncate::ordering).orElse(Long.MIN_VALUE);
        // Nothing is there that could be newer or the same: no need to look for it.
        WriteMode mode = open.head().isEmpty() ? WriteMode.INSERT : WriteMode.UPSERT;
        Supplier<TableMarkers> after = () -> markers.advance(slice.nextOffsets(), truncatedBelow, newest.value());
        TableHead head;
        // Rows that share the ordering of a truncate which was applied before came after it: they must stay.
        if (truncatedBelow > markers.truncatedBelow()) {
            head = open.writeAfterTruncate(mode, spread(slice, newestPerKey), truncatedBelow, columns, after);
        } else {
            head = open.write(mode, rows(open, slice, newestPerKey), columns, after);
        }
        content = new TableContent(head.instant(), head.markers());
    }

    private static TableRows rows(HudiTable open, TopicSlice slice, NewestPerKey newest) {
        Optional<List<RawRecord>> few = slice.carried().filter(records -> open.takesFewRows());
        return few.isPresent() ? new TableRows.Few(newest.rowsOf(few.get())) : spread(slice, newest);
    }

    private static TableRows.Many spread(TopicSlice slice, NewestPerKey newest) {
        JavaRDD<KeyedRow> rows = slice.records().mapPartitions(newest);
        if (slice.kafkaPartitions() == 1) {
            return new TableRows.Many(rows.map(KeyedRow::row), slice.count());
        }
        // A key lives in one Kafka partition, unless the topic was given more partitions in between.
        JavaRDD<LakeRow> newestOfAll = rows.mapToPair(row -> new Tuple2<>(row.key(), row))
                .reduceByKey(KeyedRow::newer)
                .values()
                .map(KeyedRow::row);
        return new TableRows.Many(newestOfAll, slice.count());
    }

    @Override
    public TableContent content() {
        return content;
    }

    @Override
    public Optional<String> exempt() {
        return Optional.ofNullable(exempt);
    }

    @Override
    public void close() {
        if (table != null) {
            table.close();
            table = null;
        }
        layout = null;
    }

    /** @param told what the records say; one that was cleaned by an older contract may not name the partition */
    private HudiTable open(TableLayout told) throws IncompatibleSchemaException {
        TableLayout made = layout == null ? new TableLayout(told.key(), newestPartition(told)) : layout;
        if (!made.key().equals(told.key())) {
            throw new IncompatibleSchemaException("The primary key of " + dataset.cleanTopic() + " changed from "
                    + made.key() + " to " + told.key() + "; a table keeps the key it was made with. " + wayOut());
        }
        boolean another = told.partition().isPresent() && !told.partition().equals(made.partition());
        // A table that was made anew meets the records that were cleaned before.
        if (another && !newestPartition(told).equals(made.partition())) {
            throw new IncompatibleSchemaException("The contract of " + dataset.cleanTopic()
                    + " partitions by '" + told.partition().get() + "', the table "
                    + dataset.tableName() + " is "
                    + made.partition()
                            .map(column -> "partitioned by '" + column + "'")
                            .orElse("not partitioned")
                    + "; a table keeps the partition it was made with. " + wayOut());
        }
        if (table == null) {
            table = HudiTable.open(spark, TableSpec.silver(dataset, location, made.key(), made.partition()), settings);
            layout = made;
            exempt = null;
            content = table.head()
                    .map(head -> new TableContent(head.instant(), head.markers()))
                    .orElse(TableContent.NOTHING);
        }
        return table;
    }

    /** The partition that the contract marks now, whatever marked the records that are read. */
    private Optional<String> newestPartition(TableLayout told) {
        return registry.latest(dataset.cleanTopic() + "-value")
                .map(schema -> TableColumns.partitionOf(List.of(schema)))
                .orElseGet(told::partition);
    }

    private String wayOut() {
        return "Change it back, or delete the folder " + Layer.SILVER.folder(dataset)
                + " of the lake and fill the table anew: ./tributary replay " + dataset.source() + "." + dataset.name()
                + " --from earliest --layer silver";
    }
}
