package io.tributary.spark.bronze;

import static io.tributary.schemas.change.Operation.CREATE;
import static io.tributary.schemas.change.Operation.DELETE;
import static io.tributary.schemas.change.Operation.READ;
import static io.tributary.schemas.change.Operation.TRUNCATE;
import static io.tributary.schemas.change.Operation.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.naming.Dataset;
import io.tributary.schemas.registry.InMemorySchemaRegistry;
import io.tributary.spark.clean.CleanBatch;
import io.tributary.spark.clean.TopicSlice;
import io.tributary.spark.hudi.TableSpec;
import io.tributary.spark.lake.RemadeTopicException;
import io.tributary.spark.load.CleanTopicSchema;
import io.tributary.spark.load.CleanWriter;
import io.tributary.spark.load.LakeContent;
import io.tributary.spark.load.TestSpark;
import io.tributary.spark.load.WrittenBy;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class BronzeTableTest {

    private static final Dataset DATASET = new Dataset("shop", "orders");
    private static final Schema SCHEMA = CleanTopicSchema.of(DATASET)
            .key("id")
            .column("id", Schema.Type.INT)
            .column("name", Schema.Type.STRING)
            .build();

    private final SparkSession spark = TestSpark.session();
    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final CleanWriter topic = new CleanWriter(DATASET, registry);
    private String location;
    private BronzeTable table;

    @Parameter
    private WrittenBy writtenBy;

    private String topicId = "topic-1";

    @TempDir
    private Path folder;

    @BeforeEach
    void open() {
        location = "file://" + folder + "/bronze/shop_orders";
        table = newTable("2026-11-20T23:59:59Z");
    }

    @AfterEach
    void close() {
        table.close();
    }

    @Test
    void everyChangeIsARow() throws Exception {
        topic.change(SCHEMA, READ, 100, 1, "a")
                .change(SCHEMA, UPDATE, 110, 1, "b")
                .change(SCHEMA, UPDATE, 110, 1, "b")
                .change(SCHEMA, DELETE, 120, 1)
                .change(SCHEMA, TRUNCATE, 130);

        write(Map.of());

        assertThat(rows())
                .containsExactly(
                        "r|1|a|0|2026-11-20",
                        "u|1|b|1|2026-11-20",
                        "u|1|b|2|2026-11-20",
                        "d|1|null|3|2026-11-20",
                        "t|null|null|4|2026-11-20");
        assertThat(table.content().markers().rows()).isEqualTo(5);
    }

    @Test
    void recordsThatAreThereAlreadyAreSkipped() throws Exception {
        topic.change(SCHEMA, READ, 100, 1, "a").change(SCHEMA, READ, 100, 2, "b");
        write(Map.of());
        topic.change(SCHEMA, CREATE, 110, 3, "c");
        restart("2026-11-21T00:00:01Z");

        write(Map.of());
        write(Map.of());
        write(Map.of(0, 1L));

        assertThat(rows()).containsExactly("r|1|a|0|2026-11-20", "r|2|b|1|2026-11-20", "c|3|c|2|2026-11-21");
    }

    @Test
    void aTopicMadeAgainIsTakenFromItsBeginningOnly() throws Exception {
        topic.change(SCHEMA, READ, 100, 1, "a").change(SCHEMA, READ, 100, 2, "b");
        write(Map.of(), 1);
        topicId = "topic-2";

        assertThatThrownBy(() -> write(Map.of(0, 1L))).isInstanceOf(RemadeTopicException.class);
        assertThat(rows()).containsExactly("r|1|a|0|2026-11-20");

        rewrite();
        rewrite();

        assertThat(rows()).containsExactly("r|1|a|0|2026-11-20", "r|1|a|0|2026-11-20", "r|2|b|1|2026-11-20");
    }

    @Test
    void aReplayedChangeThatIsThereIsLeftOut() throws Exception {
        topic.change(SCHEMA, READ, 100, 1, "a").change(SCHEMA, UPDATE, 110, 1, "b");
        write(Map.of());
        topic.again(0, 0, "history").change(SCHEMA, CREATE, 120, 2, "c").again(0, 1, "current");
        restart("2026-11-21T00:00:01Z");

        write(Map.of());

        assertThat(rows()).containsExactly("r|1|a|0|2026-11-20", "u|1|b|1|2026-11-20", "c|2|c|2|2026-11-21");
        assertThat(table.content().markers().nextOffsets()).isEqualTo(Map.of(0, 5L));
    }

    @Test
    void aReplayedChangeIsLeftOutBehindItsFirstTimeInTheSameBatch() throws Exception {
        topic.change(SCHEMA, READ, 100, 1, "a").again(0, 0, "current").again(0, 0, "current");

        write(Map.of());

        assertThat(rows()).containsExactly("r|1|a|0|2026-11-20");
    }

    @Test
    void aReplayedChangeThatIsMissingIsWrittenOnce() throws Exception {
        topic.change(SCHEMA, READ, 100, 1, "a")
                .change(SCHEMA, READ, 100, 2, "b")
                .again(0, 0, "current")
                .change(SCHEMA, READ, 100, 3, "c")
                .again(0, 0, "current");

        write(Map.of(0, 1L));

        assertThat(rows()).containsExactly("r|1|a|0|2026-11-20", "r|2|b|1|2026-11-20", "r|3|c|2|2026-11-20");
    }

    @Test
    void ofTheRowsOfOneReplayedRecordThoseThatAreMissingAreWritten() throws Exception {
        topic.change(SCHEMA, READ, 100, 1, "a").samePlace().change(SCHEMA, READ, 100, 2, "b");
        write(Map.of(), 1);
        topic.again(0, 0, "current").again(0, 1, "current");

        write(Map.of(0, 2L), 3);
        write(Map.of(0, 3L));

        assertThat(rows()).containsExactlyInAnyOrder("r|1|a|0|2026-11-20", "r|2|b|0|2026-11-20");
    }

    @Test
    void rowsWhoseKeysHaveNoOneTextStayTogetherOverBatches() throws Exception {
        Schema days = CleanTopicSchema.of(DATASET)
                .key("day")
                .date("day")
                .column("name", Schema.Type.STRING)
                .build();
        topic.change(days, READ, 100, 1, "a").samePlace().change(days, READ, 100, 2, "b");
        topic.change(days, READ, 100, 3, "c").again(0, 0, "current").again(0, 1, "current");
        write(Map.of(0, 2L), 4);
        restart("2026-11-20T23:59:59Z");

        write(Map.of(0, 4L));

        assertThat(LakeContent.rows(spark, location, "name")).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void thePositionIsFoundBehindACommitOfSomeoneElse() throws Exception {
        topic.change(SCHEMA, READ, 100, 1, "a");
        write(Map.of());
        table.close();
        appendAsSomeoneElse();
        topic.change(SCHEMA, CREATE, 110, 2, "b");
        restart("2026-11-20T23:59:59Z");

        write(Map.of());

        assertThat(LakeContent.rows(spark, location, "_op", "id", "_raw_partition"))
                .containsExactly("c|2|0", "r|1|0", "x|9|5");
    }

    @Test
    void partitionsHavePositionsOfTheirOwn() throws Exception {
        topic.changeIn(0, SCHEMA, READ, 100, 1, "a").changeIn(2, SCHEMA, READ, 100, 2, "b");
        write(Map.of());
        topic.changeIn(2, SCHEMA, UPDATE, 110, 2, "c");

        write(Map.of());

        assertThat(LakeContent.rows(spark, location, "name")).containsExactly("a", "b", "c");
        assertThat(table.content().markers().nextOffsets()).isEqualTo(Map.of(0, 1L, 2, 2L));
    }

    @Test
    void allTypesComeBackAsTheyWent() throws Exception {
        Schema all = CleanTopicSchema.of(DATASET)
                .key("l")
                .column("b", Schema.Type.BOOLEAN)
                .column("i", Schema.Type.INT)
                .column("l", Schema.Type.LONG)
                .column("f", Schema.Type.FLOAT)
                .column("d", Schema.Type.DOUBLE)
                .decimal("small", 5, 2)
                .decimal("large", 38, 10)
                .column("s", Schema.Type.STRING)
                .uuid("u")
                .column("raw", Schema.Type.BYTES)
                .date("day")
                .localTimestamp("local")
                .timestamp("zoned")
                .array("ints", Schema.create(Schema.Type.INT))
                .array("prices", LogicalTypes.decimal(6, 2).addToSchema(Schema.create(Schema.Type.BYTES)))
                .build();
        topic.change(
                all,
                READ,
                100,
                true,
                -7,
                1L << 60,
                1.5f,
                Math.PI,
                unscaled("-12345"),
                unscaled("12345678901234567890123456789012345678"),
                "Zürich \uD83C\uDF0A",
                "5b0c4a2e-54d1-4a62-9c5f-1f1f1f1f1f1f",
                ByteBuffer.wrap(new byte[] {0, -1, 5}),
                (int) LocalDate.of(1969, 12, 31).toEpochDay(),
                micros("0001-01-01T00:00:00Z"),
                micros("9999-12-31T23:59:59.999999Z"),
                Arrays.asList(1, null, 3),
                Arrays.asList(unscaled("105"), null));
        topic.change(all, READ, 100);

        write(Map.of());

        assertThat(LakeContent.rows(
                        spark,
                        location,
                        "b",
                        "i",
                        "l",
                        "f",
                        "d",
                        "small",
                        "large",
                        "s",
                        "u",
                        "hex(raw)",
                        "day",
                        "date_format(local, 'yyyy-MM-dd HH:mm:ss.SSSSSS')",
                        "date_format(zoned, 'yyyy-MM-dd HH:mm:ss.SSSSSS')",
                        "to_json(ints)",
                        "cast(prices as string)"))
                .containsExactly(
                        "null|null|null|null|null|null|null|null|null|null|null|null|null|null|null",
                        "true|-7|1152921504606846976|1.5|3.141592653589793|-123.45"
                                + "|1234567890123456789012345678.9012345678|Zürich \uD83C\uDF0A"
                                + "|5b0c4a2e-54d1-4a62-9c5f-1f1f1f1f1f1f|00FF05|1969-12-31"
                                + "|0001-01-01 00:00:00.000000|9999-12-31 23:59:59.999999|[1,null,3]|[1.05, null]");
    }

    private static ByteBuffer unscaled(String digits) {
        return ByteBuffer.wrap(new java.math.BigInteger(digits).toByteArray());
    }

    private static long micros(String instant) {
        Instant at = Instant.parse(instant);
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1000);
    }

    private void appendAsSomeoneElse() {
        spark.sql("select cast(9 as int) id, 'x' name, 'x' _op, timestamp'2026-01-01' _source_ts, 1L _ordering,"
                        + " 1L _lsn, 1L _tx_id, 'raw.other' _raw_topic, 5 _raw_partition, 5L _raw_offset,"
                        + " cast(null as string) _contract_version, '2026-11-20' _ingest_date")
                .write()
                .format("hudi")
                .option("hoodie.table.name", DATASET.tableName())
                .option("hoodie.write.table.version", "6")
                .option("hoodie.write.auto.upgrade", "false")
                .option("hoodie.metadata.enable", "false")
                .option("hoodie.datasource.write.operation", "insert")
                .option("hoodie.datasource.write.recordkey.field", "_raw_topic,_raw_partition,_raw_offset")
                .option("hoodie.datasource.write.partitionpath.field", "_ingest_date")
                .option("hoodie.datasource.write.precombine.field", "_ordering")
                .option("hoodie.datasource.write.hive_style_partitioning", "true")
                .option("hoodie.datasource.write.keygenerator.class", "org.apache.hudi.keygen.ComplexKeyGenerator")
                .mode(SaveMode.Append)
                .save(location);
    }

    private BronzeTable newTable(String now) {
        return new BronzeTable(
                spark,
                TableSpec.bronze(DATASET, location),
                writtenBy.settings(),
                registry,
                name -> topicId,
                Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
    }

    private void restart(String now) {
        table.close();
        table = newTable(now);
    }

    private void write(Map<Integer, Long> from) throws Exception {
        write(from, topic.end());
    }

    private void write(Map<Integer, Long> from, long to) throws Exception {
        write(from, Map.of(0, to));
    }

    private void write(Map<Integer, Long> from, Map<Integer, Long> to) throws Exception {
        try (CleanBatch batch = CleanBatch.read(topic.range(spark, from, to))) {
            for (TopicSlice slice : batch.slices()) {
                table.write(slice);
            }
        }
    }

    private void rewrite() throws Exception {
        try (CleanBatch batch = CleanBatch.read(topic.all(spark))) {
            for (TopicSlice slice : batch.slices()) {
                table.rewrite(slice);
            }
        }
    }

    private List<String> rows() {
        return LakeContent.of(spark, location)
                .orderBy("_raw_offset")
                .selectExpr("_op", "id", "name", "_raw_offset", "_ingest_date")
                .collectAsList()
                .stream()
                .map(row -> row.mkString("|"))
                .toList();
    }
}
