package io.tributary.spark.bronze;

import io.tributary.schemas.naming.Dataset;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.spark.clean.CleanDecoder;
import io.tributary.spark.clean.NewestSourceTs;
import io.tributary.spark.clean.RowMaker;
import io.tributary.spark.clean.SliceSchemas;
import io.tributary.spark.clean.TopicIds;
import io.tributary.spark.clean.TopicSlice;
import io.tributary.spark.hudi.HudiSettings;
import io.tributary.spark.hudi.HudiTable;
import io.tributary.spark.hudi.TableHead;
import io.tributary.spark.hudi.TableRows;
import io.tributary.spark.hudi.TableSpec;
import io.tributary.spark.hudi.WriteMode;
import io.tributary.spark.lake.IncompatibleSchemaException;
import io.tributary.spark.lake.Layer;
import io.tributary.spark.lake.TableColumns;
import io.tributary.spark.lake.TableMarkers;
import io.tributary.spark.table.LakeTable;
import io.tributary.spark.table.TableContent;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.spark.sql.SparkSession;

/**
 * A bronze table. Exactly once: the offsets up to which the topic is in the table are part of the commit that brought
 * the rows, and what lies below them is skipped.
 */
public final class BronzeTable implements LakeTable {

    private final SparkSession spark;
    private final TableSpec spec;
    private final HudiSettings settings;
    private final SchemaRegistry registry;
    private final TopicIds topics;
    private final Clock clock;
    private HudiTable table;
    private volatile TableContent content = TableContent.NOTHING;

    public BronzeTable(
            SparkSession spark,
            TableSpec spec,
            HudiSettings settings,
            SchemaRegistry registry,
            TopicIds topics,
            Clock clock) {
        this.spark = spark;
        this.spec = spec;
        this.settings = settings;
        this.registry = registry;
        this.topics = topics;
        this.clock = clock;
    }

    @Override
    public Layer layer() {
        return Layer.BRONZE;
    }

    @Override
    public Dataset dataset() {
        return spec.dataset();
    }

    @Override
    public void write(TopicSlice slice) throws Exception {
        take(slice, last().within(topic()));
    }

    @Override
    public void rewrite(TopicSlice slice) throws Exception {
        take(slice, last().forTopic(topic()));
    }

    private TableMarkers last() {
        return open().head().map(TableHead::markers).orElse(TableMarkers.NONE);
    }

    private String topic() {
        return topics.idOf(dataset().cleanTopic());
    }

    private void take(TopicSlice slice, TableMarkers markers) throws Exception {
        HudiTable open = open();
        if (slice.isCoveredBy(markers)) {
            return;
        }
        slice.requireWellFormed();
        SliceSchemas schemas = SliceSchemas.of(slice, registry);
        Schema columns =
                TableColumns.merge(Layer.BRONZE, dataset(), open.head().map(TableHead::columns), schemas.oldestFirst());
        NewestSourceTs newest = NewestSourceTs.in(spark.sparkContext());
        CleanDecoder decoder = schemas.decoder(dataset().cleanTopic());
        RepeatedChanges repeated =
                slice.hasReplayed() ? repeated(slice, schemas, columns, markers) : RepeatedChanges.NONE;
        RowMaker maker = new RowMaker(decoder, Layer.BRONZE, columns);
        String today = LocalDate.now(clock).toString();
        BronzeRows newRows = new BronzeRows(maker, markers, repeated, today, newest);
        TableRows rows = slice.carried()
                .filter(few -> open.takesFewRows())
                .<TableRows>map(few -> new TableRows.Few(newRows.rowsOf(few)))
                .orElseGet(() -> new TableRows.Many(slice.records().mapPartitions(newRows), slice.count()));
        TableHead head = open.write(WriteMode.INSERT, rows, columns, () -> markers.advance(
                        slice.nextOffsets(), Long.MIN_VALUE, newest.value())
                .withUnfinished(repeated.unfinished()));
        content = new TableContent(head.instant(), head.markers());
    }

    private RepeatedChanges repeated(TopicSlice slice, SliceSchemas schemas, Schema columns, TableMarkers markers)
            throws IncompatibleSchemaException {
        RowKey key = RowKey.of(TableColumns.keyOf(schemas.oldestFirst()).orElse(List.of()), columns);
        CleanDecoder decoder = schemas.decoder(dataset().cleanTopic());
        List<ChangePlace> places = ChangePlaces.of(slice, decoder, key.columns());
        return RepeatedChanges.among(places, key, markers, open(), spark);
    }

    @Override
    public TableContent content() {
        return content;
    }

    @Override
    public Optional<String> exempt() {
        return Optional.empty();
    }

    @Override
    public void close() {
        if (table != null) {
            table.close();
            table = null;
        }
    }

    private HudiTable open() {
        if (table == null) {
            table = HudiTable.open(spark, spec, settings);
            content = table.head()
                    .map(head -> new TableContent(head.instant(), head.markers()))
                    .orElse(TableContent.NOTHING);
        }
        return table;
    }
}
