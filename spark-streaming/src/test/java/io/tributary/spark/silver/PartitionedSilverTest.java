package io.tributary.spark.silver;

import static io.tributary.schemas.change.Operation.CREATE;
import static io.tributary.schemas.change.Operation.DELETE;
import static io.tributary.schemas.change.Operation.READ;
import static io.tributary.schemas.change.Operation.TRUNCATE;
import static io.tributary.schemas.change.Operation.UPDATE;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.change.Operation;
import io.tributary.schemas.registry.InMemorySchemaRegistry;
import io.tributary.spark.clean.CleanBatch;
import io.tributary.spark.clean.TopicSlice;
import io.tributary.spark.lake.IncompatibleSchemaException;
import io.tributary.spark.load.CleanTopicSchema;
import io.tributary.spark.load.CleanWriter;
import io.tributary.spark.load.LakeContent;
import io.tributary.spark.load.TestSpark;
import io.tributary.spark.load.WrittenBy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.spark.network.util.JavaUtils;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Silver tables that a contract partitions. Where it matters who writes, either does. */
class PartitionedSilverTest {

    private static final io.tributary.schemas.naming.Dataset DATASET =
            new io.tributary.schemas.naming.Dataset("jobs", "movements");
    private static final Schema PLAIN = columns().build();
    private static final Schema BY_YEAR = columns().partition("year").build();
    private static final Schema BY_NAME = columns().partition("name").build();

    private final SparkSession spark = TestSpark.session();
    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final CleanWriter topic = new CleanWriter(DATASET, registry);
    private String location;
    private SilverTable table;
    private Map<Integer, Long> written = Map.of();

    private WrittenBy writtenBy = WrittenBy.DRIVER;

    @TempDir
    private Path folder;

    private static CleanTopicSchema columns() {
        return CleanTopicSchema.of(DATASET)
                .key("id")
                .column("id", Schema.Type.INT)
                .column("name", Schema.Type.STRING)
                .column("year", Schema.Type.STRING);
    }

    @BeforeEach
    void open() {
        location = "file://" + folder + "/silver/jobs_movements";
        table = newTable();
    }

    private void by(WrittenBy writer) {
        writtenBy = writer;
        restart();
    }

    @AfterEach
    void close() {
        table.close();
    }

    @ParameterizedTest
    @EnumSource
    void aRowLiesInTheFolderOfItsValueAndIsFoundByIt(WrittenBy writer) throws Exception {
        by(writer);
        List<String> odd = Arrays.asList(
                "2022",
                "a/b",
                "50% off",
                "%41",
                "x=y",
                "with space",
                "ação",
                "日本",
                "..",
                "a:b",
                "a+b",
                "\t",
                "A",
                "",
                null);
        for (int id = 0; id < odd.size(); id++) {
            topic.change(BY_YEAR, READ, 100, id, "a", odd.get(id));
        }

        write();

        assertThat(folders())
                .containsExactlyInAnyOrder(
                        "year=2022",
                        "year=a%2Fb",
                        "year=50%25 off",
                        "year=%2541",
                        "year=x%3Dy",
                        "year=with space",
                        "year=ação",
                        "year=日本",
                        "year=..",
                        "year=a%3Ab",
                        "year=a+b",
                        "year=%09",
                        "year=A",
                        "year=__HIVE_DEFAULT_PARTITION__");
        Map<String, Integer> expected = new TreeMap<>();
        Dataset<Row> found = spark.range(0).select(lit("").as("asked"), col("id"));
        for (int id = 0; id < odd.size() - 2; id++) {
            expected.put(odd.get(id), id);
            // Each with a filter of its own, by which Hudi leaves the other folders out.
            found = found.union(LakeContent.of(spark, location)
                    .where(col("year").equalTo(odd.get(id)))
                    .select(lit(odd.get(id)), col("id")));
        }
        Map<String, Integer> answers = new TreeMap<>();
        found.collectAsList().forEach(row -> answers.merge(row.getString(0), (int) row.getLong(1), Integer::sum));
        assertThat(answers).isEqualTo(expected);
        assertThat(idsWhere(col("year").isNull())).containsExactlyInAnyOrder(odd.size() - 2, odd.size() - 1);
        assertThat(LakeContent.of(spark, location).count()).isEqualTo(odd.size());
    }

    @ParameterizedTest
    @EnumSource
    void aRowWhosePartitionChangesMoves(WrittenBy writer) throws Exception {
        by(writer);
        topic.change(BY_YEAR, READ, 100, 1, "a", "2021")
                .change(BY_YEAR, READ, 100, 2, "b", "2021")
                .change(BY_YEAR, READ, 100, 3, "c", "2022")
                .change(BY_YEAR, READ, 100, 4, "d", null);
        write();
        topic.change(BY_YEAR, UPDATE, 110, 1, "a2", "2022")
                .change(BY_YEAR, UPDATE, 110, 2, "b2", "2021")
                .change(BY_YEAR, UPDATE, 110, 3, "c2", null)
                .change(BY_YEAR, UPDATE, 110, 4, "d2", "2023");

        write();

        assertThat(rows()).containsExactly("1|a2|2022|110|u", "2|b2|2021|110|u", "3|c2|null|110|u", "4|d2|2023|110|u");
        assertThat(table.content().markers().rows()).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource
    void anOlderChangeMovesNothing(WrittenBy writer) throws Exception {
        by(writer);
        topic.change(BY_YEAR, UPDATE, 200, 1, "new", "2022").change(BY_YEAR, UPDATE, 200, 2, "new", "2022");
        write();
        topic.change(BY_YEAR, UPDATE, 150, 1, "old", "2021").change(BY_YEAR, UPDATE, 200, 2, "same ordering", "2021");

        write();

        assertThat(rows()).containsExactly("1|new|2022|200|u", "2|same ordering|2021|200|u");
        assertThat(table.content().markers().rows()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void aDeleteFindsItsRowInWhateverPartition(WrittenBy writer) throws Exception {
        by(writer);
        topic.change(BY_YEAR, READ, 100, 1, "a", "2021")
                .change(BY_YEAR, READ, 100, 2, "b", "2022")
                .change(BY_YEAR, READ, 100, 3, "c", "2022")
                .change(BY_YEAR, READ, 100, 4, "d", "2023");
        write();
        topic.change(BY_YEAR, DELETE, 110, 1)
                .change(BY_YEAR, DELETE, 110, 2, null, "2021")
                .change(BY_YEAR, DELETE, 90, 3)
                .change(BY_YEAR, DELETE, 110, 99);

        write();

        assertThat(rows()).containsExactly("3|c|2022|100|r", "4|d|2023|100|r");
        assertThat(table.content().markers().rows()).isEqualTo(2);
        assertThat(folders()).containsExactlyInAnyOrder("year=2021", "year=2022", "year=2023");
    }

    @ParameterizedTest
    @EnumSource
    void deletesOfWhatIsNotThereMakeNoPartition(WrittenBy writer) throws Exception {
        by(writer);
        topic.change(BY_YEAR, CREATE, 100, 1, "a", "2021").change(BY_YEAR, DELETE, 110, 1);

        write();

        assertThat(rows()).isEmpty();
        assertThat(folders()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aTruncateTakesAwayWhatIsOlderInAllPartitions(WrittenBy writer) throws Exception {
        by(writer);
        topic.change(BY_YEAR, READ, 100, 1, "old", "2021")
                .change(BY_YEAR, READ, 100, 2, "old", "2022")
                .change(BY_YEAR, READ, 140, 3, "newer", "2022")
                .change(BY_YEAR, READ, 100, 4, "old", null);
        write();
        topic.change(BY_YEAR, TRUNCATE, 120).change(BY_YEAR, CREATE, 130, 2, "after", "2021");

        write();

        assertThat(rows()).containsExactly("2|after|2021|130|c", "3|newer|2022|140|r");
        assertThat(table.content().markers().rows()).isEqualTo(2);
    }

    @Test
    void manyChangesByEitherWriterLeaveOneRowForEachKey() throws Exception {
        long seed = System.nanoTime();
        System.out.println("PartitionedSilverTest seed " + seed);
        Random random = new Random(seed);
        Map<Integer, Change> expected = new TreeMap<>();
        for (int batch = 1; batch <= 4; batch++) {
            Map<Integer, Change> newest = new TreeMap<>();
            for (int each = 0; each < 40; each++) {
                int id = random.nextInt(30);
                // A tenth come late: they change nothing, and move nothing.
                long ordering = 1_000L * batch + each - (random.nextInt(10) == 0 ? 1_500 : 0);
                Operation op = random.nextInt(5) == 0 ? DELETE : UPDATE;
                String year = random.nextInt(8) == 0 ? null : String.valueOf(2020 + random.nextInt(4));
                topic.change(BY_YEAR, op, ordering, id, "n" + each, year);
                newest.merge(id, new Change(op, ordering, id + "|n" + each + "|" + year), Change::newer);
            }
            newest.forEach((id, change) -> expected.merge(id, change, Change::newer));
            expected.values().removeIf(change -> change.op() == DELETE);

            write();

            assertThat(rows())
                    .as("after batch %s with seed %s", batch, seed)
                    .containsExactlyInAnyOrderElementsOf(
                            expected.values().stream().map(Change::row).toList());
            assertThat(table.content().markers().rows()).isEqualTo(expected.size());
            writtenBy = writtenBy.other();
            restart();
        }
    }

    /** A change, and what the row is after it. */
    private record Change(Operation op, long ordering, String columns) {

        Change newer(Change other) {
            return other.ordering >= ordering ? other : this;
        }

        String row() {
            return columns + "|" + ordering + "|u";
        }
    }

    @Test
    void aReplayThatRanThroughLeavesTheTableAsItWas() throws Exception {
        topic.change(BY_YEAR, READ, 100, 1, "a", "2021")
                .change(BY_YEAR, READ, 100, 2, "b", "2021")
                .change(BY_YEAR, UPDATE, 110, 1, "a", "2022")
                .change(BY_YEAR, DELETE, 120, 2)
                .change(BY_YEAR, CREATE, 130, 2, "again", "2023");
        write();
        List<String> before = rows();

        rewrite(0, 2);
        rewrite(2, 4);
        rewrite(4, 5);

        assertThat(before).containsExactly("1|a|2022|110|u", "2|again|2023|130|c");
        assertThat(rows()).isEqualTo(before);
        assertThat(table.content().markers().rows()).isEqualTo(2);
    }

    @Test
    void aKeyOfSeveralColumnsMovesToo() throws Exception {
        Schema schema = columns().key("name").partition("year").build();
        topic.change(schema, READ, 100, 1, "a", "2021").change(schema, READ, 100, 1, "b", "2021");
        write();
        topic.change(schema, UPDATE, 110, 1, "b", "2022");

        write();

        assertThat(rows()).containsExactly("1|a|2021|100|r", "1|b|2022|110|u");
    }

    @Test
    void aTableThatIsNotPartitionedStaysSoAndSaysWhatToDo() throws Exception {
        topic.change(PLAIN, READ, 100, 1, "a", "2021");
        write();
        restart();
        topic.change(BY_YEAR, UPDATE, 110, 1, "b", "2022");

        assertThatThrownBy(this::write)
                .isInstanceOf(IncompatibleSchemaException.class)
                .hasMessage("The contract of clean.jobs.movements partitions by 'year', the table jobs_movements is not"
                        + " partitioned; a table keeps the partition it was made with. Change it back, or delete the"
                        + " folder silver/jobs_movements of the lake and fill the table anew: ./tributary replay"
                        + " jobs.movements --from earliest --layer silver");
        assertThat(rows()).containsExactly("1|a|2021|100|r");
    }

    @Test
    void aTableStaysPartitionedByWhatItWasMadeWith() throws Exception {
        topic.change(BY_YEAR, READ, 100, 1, "a", "2021");
        write();
        topic.change(BY_NAME, UPDATE, 110, 1, "b", "2022");

        assertThatThrownBy(this::write)
                .isInstanceOf(IncompatibleSchemaException.class)
                .hasMessageContaining("partitions by 'name', the table jobs_movements is partitioned by 'year'");
    }

    @Test
    void aTableMadeAnewTakesWhatOlderContractsHaveCleaned() throws Exception {
        topic.change(PLAIN, READ, 100, 1, "a", "2021").change(PLAIN, READ, 100, 2, "b", "2022");
        write();
        topic.change(BY_NAME, READ, 105, 3, "c", "2022").change(BY_YEAR, UPDATE, 110, 1, "a2", "2022");
        table.close();
        JavaUtils.deleteRecursively(folder.resolve("silver/jobs_movements").toFile());

        rewrite(0, 2);
        rewrite(2, 3);
        rewrite(3, 4);

        assertThat(rows()).containsExactly("1|a2|2022|110|u", "2|b|2022|100|r", "3|c|2022|105|r");
        assertThat(folders()).containsExactlyInAnyOrder("year=2021", "year=2022");
    }

    private SilverTable newTable() {
        return new SilverTable(spark, DATASET, location, writtenBy.settings(), registry, topicName -> "topic-1");
    }

    private void restart() {
        table.close();
        table = newTable();
    }

    private void rewrite(long from, long to) throws Exception {
        try (CleanBatch batch = CleanBatch.read(topic.range(spark, Map.of(0, from), Map.of(0, to)))) {
            for (TopicSlice slice : batch.slices()) {
                table.rewrite(slice);
            }
        }
    }

    /** Writes what came since the last time. */
    private void write() throws Exception {
        try (CleanBatch batch = CleanBatch.read(topic.range(spark, written, topic.end()))) {
            for (TopicSlice slice : batch.slices()) {
                table.write(slice);
            }
        }
        written = topic.end();
    }

    private List<String> rows() {
        return LakeContent.rows(spark, location, "id", "name", "year", "_ordering", "_op");
    }

    private List<Integer> idsWhere(Column condition) {
        return LakeContent.of(spark, location).where(condition).select("id").collectAsList().stream()
                .map(row -> row.getInt(0))
                .toList();
    }

    private List<String> folders() throws Exception {
        try (Stream<Path> all = Files.list(folder.resolve("silver/jobs_movements"))) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> !name.equals(".hoodie"))
                    .toList();
        }
    }
}
