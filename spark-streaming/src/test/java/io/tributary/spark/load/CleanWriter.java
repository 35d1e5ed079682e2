package io.tributary.spark.load;

import io.tributary.schemas.change.ChangeMetadata;
import io.tributary.schemas.change.Operation;
import io.tributary.schemas.naming.Dataset;
import io.tributary.schemas.naming.ReplayHeaders;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.wire.AvroCodec;
import io.tributary.spark.lake.TableColumns;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A clean topic in memory: records are appended to partitions, ranges come out as Spark's Kafka source gives them. */
public final class CleanWriter {

    private static final StructType KAFKA = new StructType()
            .add("topic", DataTypes.StringType)
            .add("partition", DataTypes.IntegerType)
            .add("offset", DataTypes.LongType)
            .add("key", DataTypes.BinaryType)
            .add("value", DataTypes.BinaryType)
            .add(
                    "headers",
                    DataTypes.createArrayType(
                            new StructType().add("key", DataTypes.StringType).add("value", DataTypes.BinaryType)));

    private final Dataset dataset;
    private final AvroCodec codec;
    private final Map<Integer, List<Row>> partitions = new TreeMap<>();
    private long rawOffset;

    public CleanWriter(Dataset dataset, SchemaRegistry registry) {
        this.dataset = dataset;
        this.codec = new AvroCodec(registry);
    }

    /** Appends a change to partition 0; {@code columns} are the business columns in the schema's order. */
    public CleanWriter change(Schema schema, Operation op, long ordering, Object... columns) {
        return changeIn(0, schema, op, ordering, columns);
    }

    /** Appends a row of a table that had no key when it was captured, cleaned by a contract that names one. */
    public CleanWriter unkeyed(Schema schema, Operation op, long ordering, Object... columns) {
        change(schema, op, ordering, columns);
        List<Row> rows = partitions.get(0);
        Row last = rows.remove(rows.size() - 1);
        return bytes(0, null, (byte[]) last.get(4));
    }

    /** The next change is another row of the last one's raw record. */
    public CleanWriter samePlace() {
        rawOffset--;
        return this;
    }

    public CleanWriter changeIn(int partition, Schema schema, Operation op, long ordering, Object... columns) {
        GenericRecord value = new GenericData.Record(schema);
        for (int i = 0; i < columns.length; i++) {
            value.put(i, columns[i]);
        }
        ChangeMetadata meta = new ChangeMetadata(
                op,
                1_700_000_000_000_000L + ordering,
                ordering,
                ordering,
                7L,
                "raw." + dataset.source() + ".public." + dataset.name(),
                0,
                rawOffset++,
                null);
        value.put(ChangeMetadata.FIELD, meta.toAvro());
        boolean keyless = ((List<?>) schema.getObjectProp(TableColumns.KEY_PROP)).isEmpty();
        byte[] key = op == Operation.TRUNCATE || keyless ? null : new byte[] {1};
        return bytes(partition, key, codec.encode(dataset.cleanTopic() + "-value", value));
    }

    /** Appends what a replay makes of a record of partition 0 once it is cleaned by other rules. */
    public CleanWriter corrected(Schema schema, Operation op, long ordering, Object... columns) {
        change(schema, op, ordering, columns);
        List<Row> rows = partitions.get(0);
        Row corrected = rows.remove(rows.size() - 1);
        Row header = RowFactory.create(ReplayHeaders.REPLAY, ReplayHeaders.CURRENT.getBytes(StandardCharsets.US_ASCII));
        rows.add(RowFactory.create(
                corrected.get(0), 0, (long) rows.size(), corrected.get(3), corrected.get(4), new Row[] {header}));
        return this;
    }

    /** Appends any bytes. */
    public CleanWriter bytes(int partition, byte[] key, byte[] value) {
        List<Row> rows = partitions.computeIfAbsent(partition, each -> new ArrayList<>());
        rows.add(RowFactory.create(dataset.cleanTopic(), partition, (long) rows.size(), key, value, null));
        return this;
    }

    /**
     * Appends a copy of a record, as a replay makes it: from the same place of the raw topic.
     *
     * @param offset of the record
     * @param role what the replay knows of its key
     */
    public CleanWriter again(int partition, int offset, String role) {
        List<Row> rows = partitions.get(partition);
        Row first = rows.get(offset);
        Row header = RowFactory.create(ReplayHeaders.REPLAY, role.getBytes(StandardCharsets.US_ASCII));
        rows.add(RowFactory.create(
                dataset.cleanTopic(), partition, (long) rows.size(), first.get(3), first.get(4), new Row[] {header}));
        return this;
    }

    /** Per partition the offset after the last record. */
    public Map<Integer, Long> end() {
        Map<Integer, Long> end = new TreeMap<>();
        partitions.forEach((partition, rows) -> end.put(partition, (long) rows.size()));
        return end;
    }

    /** All records. */
    public org.apache.spark.sql.Dataset<Row> all(SparkSession spark) {
        return range(spark, Map.of(), end());
    }

    /** Per partition the records from an offset up to, not including, another; each in a Spark partition of its own. */
    public org.apache.spark.sql.Dataset<Row> range(SparkSession spark, Map<Integer, Long> from, Map<Integer, Long> to) {
        List<List<Row>> groups = new ArrayList<>();
        to.forEach((partition, end) -> groups.add(new ArrayList<>(partitions
                .getOrDefault(partition, List.of())
                .subList((int) Math.max(0, from.getOrDefault(partition, 0L)), end.intValue()))));
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        return spark.createDataFrame(
                context.parallelize(groups, Math.max(1, groups.size())).flatMap(List::iterator), KAFKA);
    }
}
