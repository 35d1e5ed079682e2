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
import java.util.Set;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/** A silver table: upserts by key, ordered by {@code _ordering}; deletes and truncates take rows away. */
public final class SilverTable implements LakeTable {

    private static final Logger LOG = LoggerFactory.getLogger(SilverTable.class);

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
        SliceKeys keys = SliceKeys.of(schemas);
        if (layout == null && exempt == null) {
            layout = TableLayout.of(spark, location).orElse(null);
        }
        if (layout == null && !canBeMadeOf(slice, schemas, keys)) {
            return;
        }
        HudiTable open = open(keys, TableColumns.partitionOf(schemas.oldestFirst()));
        SliceSchemas kept = schemas.without(passedOver(keys));
        TableMarkers last = open.head().map(TableHead::markers).orElse(TableMarkers.NONE);
        String topic = topics.idOf(dataset.cleanTopic());
        TableMarkers markers = again ? last.forTopic(topic) : last.within(topic);
        TableMarkers read = again ? markers.unread() : markers;
        if (!slice.isCoveredBy(read)) {
            commit(open, slice, schemas, kept, markers, read);
        }
    }

    /** Whether there is something in the slice for a table that is not there yet. */
    private boolean canBeMadeOf(TopicSlice slice, SliceSchemas schemas, SliceKeys keys)
            throws IncompatibleSchemaException {
        if (keys.newest().isEmpty()) {
            // Only truncates so far, of a table without a row.
            return false;
        }
        List<String> key = newestKey(keys.newest().get());
        boolean onlyRowsWithoutKey = !slice.hasKeyed()
                && Truncates.newest(slice, schemas.decoder(dataset.cleanTopic()), TableMarkers.NONE)
                        .isEmpty();
        if (key.isEmpty() || onlyRowsWithoutKey) {
            exempt = "no primary key: every change is in bronze, but without a key there is no current state to keep";
        } else if (!keys.have(key)) {
            exempt = "its records so far do not have the key " + key + ", which it has now; those that do are to come";
        }
        return keys.have(key) && !key.isEmpty() && !onlyRowsWithoutKey;
    }

    /**
     * Schemas whose rows the table does not take: those from before it got its key. What holds of them comes again under
     * that key.
     */
    private Set<Integer> passedOver(SliceKeys keys) {
        Set<Integer> others = keys.schemasWithout(layout.key());
        if (!others.isEmpty()) {
            LOG.info(
                    "{}: rows of the schemas {} are passed over, since their key is not {}",
                    dataset.cleanTopic(),
                    others,
                    layout.key());
        }
        return others;
    }

    /**
     * Writes what is new.
     *
     * @param schemas of all records
     * @param kept those of the rows that the table takes
     * @param markers of the table as it is, which the commit carries on
     * @param read by these it is judged what is new
     */
    private void commit(
            HudiTable open,
            TopicSlice slice,
            SliceSchemas schemas,
            SliceSchemas kept,
            TableMarkers markers,
            TableMarkers read)
            throws IncompatibleSchemaException {
        Schema columns =
                TableColumns.merge(Layer.SILVER, dataset, open.head().map(TableHead::columns), kept.oldestFirst());
        CleanDecoder decoder = schemas.decoder(dataset.cleanTopic());
        Optional<Truncate> truncate = slice.hasKeyless() ? Truncates.newest(slice, decoder, read) : Optional.empty();
        NewestSourceTs newest = NewestSourceTs.in(spark.sparkContext());
        RowMaker maker = new RowMaker(decoder, Layer.SILVER, columns);
        NewestPerKey newestPerKey = new NewestPerKey(maker, layout, kept.byId().keySet(), read, truncate, newest);
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

    /**
     * Opens the table, or makes it.
     *
     * @param keys of the records
     * @param partition that they name; those that were cleaned by an older contract may not name it
     */
    private HudiTable open(SliceKeys keys, Optional<String> partition) throws IncompatibleSchemaException {
        TableLayout made = layout == null
                ? new TableLayout(newestKey(keys.newest().orElseThrow()), newestPartition(partition))
                : layout;
        Optional<List<String>> anotherKey = keys.newestBut(made.key());
        // A table that was made anew meets the records that were cleaned before.
        if (anotherKey.isPresent() && !newestKey(anotherKey.get()).equals(made.key())) {
            throw new IncompatibleSchemaException("The primary key of " + dataset.cleanTopic() + " changed from "
                    + made.key() + " to " + anotherKey.get() + "; a table keeps the key it was made with. "
                    + wayOut() + ". Records under the former key are passed over: those of files and documents have to"
                    + " be cleaned again behind that, ./tributary replay " + nameOf(dataset)
                    + " --step clean --from earliest");
        }
        boolean another = partition.isPresent() && !partition.equals(made.partition());
        if (another && !newestPartition(partition).equals(made.partition())) {
            throw new IncompatibleSchemaException("The contract of " + dataset.cleanTopic()
                    + " partitions by '" + partition.get() + "', the table "
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

    /** The key that rows get now, whatever key those that are read have; theirs if they are the newest. */
    private List<String> newestKey(List<String> told) throws IncompatibleSchemaException {
        Optional<Schema> newest = registry.latest(dataset.cleanTopic() + "-value");
        return newest.isEmpty()
                ? told
                : TableColumns.keyOf(List.of(newest.get()))
                        .filter(key -> !key.isEmpty())
                        .orElse(told);
    }

    /** The partition that the contract marks now, whatever marked the records that are read. */
    private Optional<String> newestPartition(Optional<String> told) {
        return registry.latest(dataset.cleanTopic() + "-value")
                .map(schema -> TableColumns.partitionOf(List.of(schema)))
                .orElse(told);
    }

    private String wayOut() {
        return "Change it back, or delete the folder " + Layer.SILVER.folder(dataset)
                + " of the lake and fill the table anew: ./tributary replay " + nameOf(dataset)
                + " --from earliest --layer silver";
    }

    private static String nameOf(Dataset dataset) {
        return dataset.source() + "." + dataset.name();
    }
}
