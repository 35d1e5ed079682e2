package io.tributary.spark.hudi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.naming.Dataset;
import io.tributary.spark.lake.LakeRow;
import io.tributary.spark.lake.MetaColumn;
import io.tributary.spark.lake.TableMarkers;
import io.tributary.spark.load.LakeContent;
import io.tributary.spark.load.TestSpark;
import io.tributary.spark.session.ProcessSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Batches that fill files of their own; said to be large, they are written as such, however few rows they have. */
class LargeBatchTest {

    private static final Schema COLUMNS = SchemaBuilder.record("orders")
            .fields()
            .optionalString("id")
            .optionalString(MetaColumn.OP)
            .optionalLong(MetaColumn.ORDERING)
            .endRecord();

    private final SparkSession spark = TestSpark.session();

    @TempDir
    private Path folder;

    private TableSpec spec;
    private int batches;

    @BeforeEach
    void locate() {
        spec = TableSpec.silver(
                new Dataset("shop", "orders"), "file://" + folder + "/t", List.of("id"), Optional.empty());
    }

    @ParameterizedTest
    @EnumSource(HudiSettings.SilverIndex.class)
    void theNewestRowOfEveryKeyStays(HudiSettings.SilverIndex index) {
        long seed = System.nanoTime();
        System.out.println("LargeBatchTest seed " + seed);
        Random random = new Random(seed);
        Map<String, LakeRow> expected = new TreeMap<>();
        try (HudiTable table = HudiTable.open(spark, spec, settings(index))) {
            for (int batch = 0; batch < 5; batch++) {
                // Keys of ever more digits, so that ranges of keys lie apart, beside and within one another.
                int span = 10 + random.nextInt(30);
                int from = random.nextInt(20 * (batch + 1));
                List<LakeRow> rows = rows(random, from, span);
                write(table, rows);
                rows.forEach(row ->
                        expected.merge(key(row), row, (old, now) -> now.ordering() >= old.ordering() ? now : old));
                expected.values().removeIf(row -> isDelete(row));

                assertThat(LakeContent.rows(spark, spec.location(), "id", MetaColumn.ORDERING))
                        .as("after batch %s with seed %s", batch, seed)
                        .containsExactlyElementsOf(expected.values().stream()
                                .map(row -> key(row) + "|" + row.ordering())
                                .sorted()
                                .toList());
                assertThat(table.head().orElseThrow().markers().rows()).isEqualTo(expected.size());
            }
        }
    }

    @Test
    void rowsThatMoveBetweenPartitionsAreThereOnce() {
        spec = TableSpec.silver(spec.dataset(), spec.location(), spec.key(), Optional.of(MetaColumn.OP));
        try (HudiTable table = HudiTable.open(spark, spec, settings(HudiSettings.SilverIndex.BLOOM))) {
            write(table, List.of(row("1", "r", 1), row("2", "r", 1), row("3", "r", 1), row("4", "d", 1)));
            write(table, List.of(row("5", "r", 2), row("6", "d", 2)));

            write(table, List.of(row("1", "u", 3), row("2", "d", 3), row("3", "u", 0), row("5", "r", 3)));

            assertThat(LakeContent.rows(spark, spec.location(), "id", MetaColumn.OP, MetaColumn.ORDERING))
                    .containsExactly("1|u|3", "3|r|1", "5|r|3");
            assertThat(table.head().orElseThrow().markers().rows()).isEqualTo(3);
        }
        assertThat(folder.resolve("t/_op=d")).doesNotExist();
    }

    @Test
    void rowsWithNewKeysLeaveTheFilesThatAreThereAlone() {
        try (HudiTable table = HudiTable.open(spark, spec, settings(HudiSettings.SilverIndex.AUTO))) {
            write(table, List.of(row("1", "r", 1), row("3", "r", 1)));
            List<String> before = files();

            write(table, List.of(row("2", "r", 2), row("4", "r", 2), row("5", "d", 2)));

            assertThat(files()).containsAll(before).hasSize(before.size() + 1);
        }
        assertThat(LakeContent.rows(spark, spec.location(), "id")).containsExactly("1", "2", "3", "4");
    }

    @Test
    void aFileWithoutRowsIsInNobodysWay() {
        try (HudiTable table = HudiTable.open(spark, spec, settings(HudiSettings.SilverIndex.AUTO))) {
            write(table, List.of(row("1", "r", 1), row("2", "r", 1)));
            write(table, List.of(row("1", "d", 2), row("2", "d", 2)));

            write(table, List.of(row("1", "c", 3), row("3", "c", 3)));
        }

        assertThat(LakeContent.rows(spark, spec.location(), "id", MetaColumn.ORDERING))
                .containsExactly("1|3", "3|3");
    }

    private void write(HudiTable table, List<LakeRow> rows) {
        int number = ++batches;
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        table.write(
                table.head().isEmpty() ? WriteMode.INSERT : WriteMode.UPSERT,
                new TableRows.Many(context.parallelize(rows, 2), 100_000),
                COLUMNS,
                () -> table.head()
                        .map(TableHead::markers)
                        .orElse(TableMarkers.NONE)
                        .advance(Map.of(0, (long) number), Long.MIN_VALUE, 1L));
    }

    /** One row for some of the keys of a span, in any order; a tenth are older than what may be there. */
    private List<LakeRow> rows(Random random, int from, int span) {
        List<LakeRow> rows = new ArrayList<>();
        IntStream.range(from, from + span).filter(id -> random.nextInt(4) > 0).forEach(id -> {
            long ordering = 10L * (batches + 1) - (random.nextInt(10) == 0 ? 25 : 0);
            rows.add(row(String.valueOf(id), random.nextInt(5) == 0 ? "d" : "u", ordering));
        });
        Collections.shuffle(rows, random);
        return rows;
    }

    private LakeRow row(String id, String op, long ordering) {
        return new LakeRow(
                spec.partitioned() ? PartitionPaths.of(MetaColumn.OP, op) : "",
                ordering,
                new GenericRecordBuilder(COLUMNS)
                        .set("id", id)
                        .set(MetaColumn.OP, op)
                        .set(MetaColumn.ORDERING, ordering)
                        .build());
    }

    private static String key(LakeRow row) {
        return row.columns().get("id").toString();
    }

    private static boolean isDelete(LakeRow row) {
        return row.columns().get(MetaColumn.OP).toString().equals("d");
    }

    private static HudiSettings settings(HudiSettings.SilverIndex index) {
        return HudiSettings.of(ProcessSettings.of("the test", Map.of("silver.index", index.name())));
    }

    private List<String> files() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".parquet"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
