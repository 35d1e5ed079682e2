package io.tributary.spark.silver;

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
import io.tributary.spark.lake.IncompatibleSchemaException;
import io.tributary.spark.load.CleanTopicSchema;
import io.tributary.spark.load.CleanWriter;
import io.tributary.spark.load.LakeContent;
import io.tributary.spark.load.TestSpark;
import io.tributary.spark.load.WrittenBy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.spark.network.util.JavaUtils;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A topic whose records got another key on the way. */
class AnotherKeyTest {

    private static final Dataset DATASET = new Dataset("shop", "log");
    private static final Schema KEYLESS = columns().build();
    private static final Schema BY_ID = columns().key("id").build();
    private static final Schema BY_NAME = columns().key("name").build();

    private final SparkSession spark = TestSpark.session();
    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final CleanWriter topic = new CleanWriter(DATASET, registry);
    private String location;
    private SilverTable table;
    private Map<Integer, Long> written = Map.of();

    @TempDir
    private Path folder;

    private static CleanTopicSchema columns() {
        return CleanTopicSchema.of(DATASET).column("id", Schema.Type.INT).column("name", Schema.Type.STRING);
    }

    @BeforeEach
    void open() {
        location = "file://" + folder + "/silver/shop_log";
        table = newTable();
    }

    @AfterEach
    void close() {
        table.close();
    }

    @Test
    void aTableBeginsWithTheRowsThatHaveAKey() throws Exception {
        topic.change(KEYLESS, READ, 100, 1, "a").change(KEYLESS, UPDATE, 101, 2, "b");
        write();
        assertThat(table.exempt()).isPresent();
        topic.change(KEYLESS, CREATE, 102, 3, "c")
                .change(BY_ID, UPDATE, 103, 1, "counts no more")
                .change(KEYLESS, TRUNCATE, 110)
                .change(BY_ID, READ, 111, 1, "a2");
        write();
        topic.change(BY_ID, READ, 111, 2, "b2").change(BY_ID, DELETE, 112, 1);

        write();

        assertThat(rows()).containsExactly("2|b2|111|r");
        assertThat(table.exempt()).isEmpty();
    }

    @Test
    void rowsThatCameWithoutKeyAreLeftToBronze() throws Exception {
        topic.unkeyed(BY_ID, UPDATE, 101, 1, "captured before");
        write();
        assertThat(table.exempt()).isPresent();
        assertThat(folder.resolve("silver")).doesNotExist();
        topic.unkeyed(BY_ID, UPDATE, 102, 2, "captured before")
                .change(BY_ID, TRUNCATE, 110)
                .change(BY_ID, READ, 111, 1, "a")
                .unkeyed(BY_ID, UPDATE, 112, 3, "replayed");

        write();

        assertThat(rows()).containsExactly("1|a|111|r");
    }

    @Test
    void rowsWithoutKeyDoNotStopATableThatHasOne() throws Exception {
        topic.change(BY_ID, READ, 100, 1, "a");
        write();
        topic.change(KEYLESS, UPDATE, 110, 1, "b").change(KEYLESS, CREATE, 111, 7, "c");

        write();

        assertThat(rows()).containsExactly("1|a|100|r");
        assertThat(table.content().markers().nextOffsets()).isEqualTo(Map.of(0, 3L));
    }

    @Test
    void aTableThatIsMadeAnewHasTheKeyOfToday() throws Exception {
        topic.change(BY_ID, READ, 100, 1, "a").change(BY_ID, READ, 100, 2, "b").change(BY_ID, DELETE, 101, 2);
        write();
        topic.change(BY_ID, TRUNCATE, 110).change(BY_NAME, READ, 111, 1, "a").change(BY_NAME, UPDATE, 112, 5, "a");
        assertThatThrownBy(this::write)
                .isInstanceOf(IncompatibleSchemaException.class)
                .hasMessage(
                        "The primary key of clean.shop.log changed from [id] to [name]; a table keeps the key it was"
                                + " made with. Change it back, or delete the folder silver/shop_log of the lake and fill the"
                                + " table anew: ./tributary replay shop.log --from earliest --layer silver. Records under the"
                                + " former key are passed over: those of files and documents have to be cleaned again behind"
                                + " that, ./tributary replay shop.log --step clean --from earliest");
        makeAnew();

        rewrite(0, 2);
        rewrite(2, 3);
        rewrite(3, 5);
        rewrite(5, 6);

        assertThat(rows()).containsExactly("5|a|112|u");
    }

    @Test
    void recordsThatAreCleanedAgainFillATableThatIsMadeAnew() throws Exception {
        topic.change(BY_NAME, CREATE, 100, 1, "a").change(BY_NAME, CREATE, 100, 2, "a");
        write();
        assertThat(rows()).containsExactly("2|a|100|c");
        topic.change(BY_ID, CREATE, 101, 3, "a");
        assertThatThrownBy(this::write).isInstanceOf(IncompatibleSchemaException.class);
        makeAnew();
        rewrite(0, 3);
        assertThat(rows()).containsExactly("3|a|101|c");
        written = topic.end();

        topic.corrected(BY_ID, CREATE, 100, 1, "a").corrected(BY_ID, CREATE, 100, 2, "a");
        write();

        assertThat(rows()).containsExactly("1|a|100|c", "2|a|100|c", "3|a|101|c");
    }

    private SilverTable newTable() {
        return new SilverTable(spark, DATASET, location, WrittenBy.DRIVER.settings(), registry, topicName -> "topic-1");
    }

    private void makeAnew() throws Exception {
        table.close();
        JavaUtils.deleteRecursively(folder.resolve("silver/shop_log").toFile());
        table = newTable();
    }

    private void rewrite(long from, long to) throws Exception {
        try (CleanBatch batch = CleanBatch.read(topic.range(spark, Map.of(0, from), Map.of(0, to)))) {
            for (TopicSlice slice : batch.slices()) {
                table.rewrite(slice);
            }
        }
    }

    private void write() throws Exception {
        try (CleanBatch batch = CleanBatch.read(topic.range(spark, written, topic.end()))) {
            for (TopicSlice slice : batch.slices()) {
                table.write(slice);
            }
        }
        written = topic.end();
    }

    private List<String> rows() {
        return LakeContent.rows(spark, location, "id", "name", "_ordering", "_op");
    }
}
