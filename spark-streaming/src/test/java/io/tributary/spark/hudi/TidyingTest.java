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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table that is written for long must not grow by the number of its commits. */
class TidyingTest {

    private static final int RETAINED = 3;
    private static final int TIDY_EVERY = 4;
    private static final int COMMITS = 40;

    private static final Schema COLUMNS = SchemaBuilder.record("orders")
            .fields()
            .optionalInt("id")
            .optionalString(MetaColumn.OP)
            .optionalLong(MetaColumn.ORDERING)
            .endRecord();

    private final SparkSession spark = TestSpark.session();
    private final HudiSettings settings = HudiSettings.of(ProcessSettings.of(
            "the test", Map.of("table.commits.retained", "" + RETAINED, "table.clean.every", "" + TIDY_EVERY)));

    @TempDir
    private Path folder;

    private TableSpec spec;

    @BeforeEach
    void locate() {
        spec = TableSpec.silver(
                new Dataset("shop", "orders"), "file://" + folder + "/t", List.of("id"), Optional.empty());
    }

    /** Large batches are written by tasks, now and then, and tidy up after those of the driver. */
    @Test
    void filesAndCommitsThatNobodyNeedsGoAndThePositionStays() throws IOException {
        try (HudiTable table = HudiTable.open(spark, spec, settings)) {
            for (int i = 1; i <= COMMITS; i++) {
                write(table, i, i % TIDY_EVERY != 0);
            }
        }

        try (HudiTable again = HudiTable.open(spark, spec, settings)) {
            assertThat(again.head().orElseThrow().markers().nextOffsets()).isEqualTo(Map.of(0, (long) COMMITS));
        }
        assertThat(count(".parquet")).isBetween(RETAINED + 1L, RETAINED + 1L + TIDY_EVERY);
        assertThat(count(".commit")).isBetween(RETAINED + 10L, RETAINED + 30L + TIDY_EVERY);
        assertThat(LakeContent.rows(spark, spec.location(), "id", MetaColumn.ORDERING))
                .containsExactly("1|" + COMMITS);
    }

    /** By the driver alone, since what is tidied does not depend on who wrote it. */
    @Test
    void aRowThatMovesToAndFroLeavesNothingBehind() throws IOException {
        spec = TableSpec.silver(spec.dataset(), spec.location(), spec.key(), Optional.of(MetaColumn.OP));
        try (HudiTable table = HudiTable.open(spark, spec, settings)) {
            for (int i = 1; i <= COMMITS; i++) {
                write(table, i, true);
            }
        }

        // Every commit writes a file in both partitions: one gets the row, the other loses it.
        assertThat(count(".parquet")).isBetween(2 * (RETAINED + 1L), 2 * (RETAINED + 1L + TIDY_EVERY));
        assertThat(count(".commit")).isBetween(RETAINED + 10L, RETAINED + 30L + TIDY_EVERY);
        assertThat(LakeContent.rows(spark, spec.location(), "id", MetaColumn.OP, MetaColumn.ORDERING))
                .containsExactly("1|even|" + COMMITS);
    }

    private void write(HudiTable table, int number, boolean byDriver) {
        String op = number % 2 == 0 ? "even" : "odd";
        LakeRow row = new LakeRow(
                spec.partitioned() ? PartitionPaths.of(MetaColumn.OP, op) : "",
                number,
                new GenericRecordBuilder(COLUMNS)
                        .set("id", 1)
                        .set(MetaColumn.OP, op)
                        .set(MetaColumn.ORDERING, (long) number)
                        .build());
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        TableRows rows = byDriver
                ? new TableRows.Few(List.of(row))
                : new TableRows.Many(context.parallelize(List.of(row), 1), 1);
        table.write(
                WriteMode.UPSERT,
                rows,
                COLUMNS,
                () -> TableMarkers.NONE.advance(Map.of(0, (long) number), Long.MIN_VALUE, 1L));
    }

    private long count(String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).count();
        }
    }
}
