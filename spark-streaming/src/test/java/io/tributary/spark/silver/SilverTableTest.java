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
import io.tributary.spark.clean.UndecodableRecordException;
import io.tributary.spark.hudi.HudiTable;
import io.tributary.spark.lake.IncompatibleSchemaException;
import io.tributary.spark.lake.RemadeTopicException;
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
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class SilverTableTest {

    private static final Dataset DATASET = new Dataset("shop", "orders");
    private static final Schema SCHEMA = CleanTopicSchema.of(DATASET)
            .key("id")
            .column("id", Schema.Type.INT)
            .column("name", Schema.Type.STRING)
            .build();

    private final SparkSession spark = TestSpark.session();
    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final CleanWriter topic = new CleanWriter(DATASET, registry);
    private String topicId = "topic-1";
    private String location;
    private SilverTable table;
    private Map<Integer, Long> written = Map.of();

    @Parameter
    private WrittenBy writtenBy;

    @TempDir
    private Path folder;

    @BeforeEach
    void open() {
        location = "file://" + folder + "/silver/shop_orders";
        table = newTable();
    }

    @AfterEach
    void close() {
        table.close();
    }

    @Test
    void theNewestChangeOfAKeyInABatchWins() throws Exception {
        topic.change(SCHEMA, READ, 100, 1, "snapshot")
                .change(SCHEMA, UPDATE, 120, 1, "newest")
                .change(SCHEMA, UPDATE, 110, 1, "late")
                .change(SCHEMA, CREATE, 105, 2, "first")
                .change(SCHEMA, UPDATE, 105, 2, "same ordering, later offset")
                .change(SCHEMA, CREATE, 106, 3, "gone")
                .change(SCHEMA, DELETE, 107, 3);

        write();

        assertThat(rows()).containsExactly("1|newest|120|u", "2|same ordering, later offset|105|u");
        assertThat(table.content().markers().rows()).isEqualTo(2);
    }

    @Test
    void whatAContractSaysOfAColumnIsInTheCommit() throws Exception {
        Schema described = new Schema.Parser()
                .parse(SCHEMA.toString().replace("\"name\":\"name\"", "\"name\":\"name\",\"doc\":\"As on the door\""));
        topic.change(described, CREATE, 100, 1, "a");

        write();

        Schema committed = HudiTable.headOf(spark, location).orElseThrow().columns();
        assertThat(committed.getField("name").doc()).isEqualTo("As on the door");
        assertThat(committed.getField("id").doc()).isNull();
    }

    @Test
    void laterBatchesUpdateInsertAndDelete() throws Exception {
        topic.change(SCHEMA, READ, 100, 1, "a")
                .change(SCHEMA, READ, 100, 2, "b")
                .change(SCHEMA, READ, 100, 3, "c");
        write();
        topic.change(SCHEMA, UPDATE, 110, 1, "a2")
                .change(SCHEMA, DELETE, 111, 2)
                .change(SCHEMA, CREATE, 112, 4, "d")
                .change(SCHEMA, DELETE, 113, 99);

        write();

        assertThat(rows()).containsExactly("1|a2|110|u", "3|c|100|r", "4|d|112|c");
        assertThat(table.content().markers().rows()).isEqualTo(3);
        assertThat(table.content().markers().newestSourceTsMicros()).isEqualTo(1_700_000_000_000_113L);
    }

    @Test
    void aChangeOlderThanTheRowIsIgnored() throws Exception {
        topic.change(SCHEMA, UPDATE, 200, 1, "new").change(SCHEMA, UPDATE, 200, 2, "new");
        write();
        topic.change(SCHEMA, UPDATE, 150, 1, "old").change(SCHEMA, DELETE, 150, 2);

        write();

        assertThat(rows()).containsExactly("1|new|200|u", "2|new|200|u");
    }

    @Test
    void aReplayedChangeTakesTheRowsPlaceAndHistoryDoesNot() throws Exception {
        topic.change(SCHEMA, READ, 100, 1, "a")
                .change(SCHEMA, CREATE, 110, 2, "deleted")
                .change(SCHEMA, DELETE, 120, 2)
                .change(SCHEMA, UPDATE, 130, 3, "wrong");
        write();
        topic.again(0, 1, "history").again(0, 0, "history").corrected(SCHEMA, UPDATE, 130, 3, "right");

        write();

        assertThat(rows()).containsExactly("1|a|100|r", "3|right|130|u");
    }

    @Test
    void aReplayedTruncateDoesNothingAgain() throws Exception {
        topic.change(SCHEMA, READ, 100, 1, "a").change(SCHEMA, TRUNCATE, 120).change(SCHEMA, CREATE, 120, 1, "b");
        write();
        topic.again(0, 1, "current").again(0, 0, "history");

        write();

        assertThat(rows()).containsExactly("1|b|120|c");
    }

    @Test
    void aKeyChangeMovesTheRow() throws Exception {
        topic.change(SCHEMA, READ, 100, 1, "row");
        write();
        topic.change(SCHEMA, DELETE, 110, 1, "row").change(SCHEMA, CREATE, 110, 5, "row");

        write();

        assertThat(rows()).containsExactly("5|row|110|c");
    }

    @Test
    void aTruncateTakesAwayWhatIsOlderAndNothingElse() throws Exception {
        topic.change(SCHEMA, READ, 100, 1, "old").change(SCHEMA, READ, 100, 2, "old");
        write();
        topic.change(SCHEMA, UPDATE, 110, 1, "before")
                .change(SCHEMA, CREATE, 111, 3, "before")
                .change(SCHEMA, TRUNCATE, 120)
                .change(SCHEMA, CREATE, 130, 2, "after");

        write();

        assertThat(rows()).containsExactly("2|after|130|c");
        assertThat(table.content().markers().rows()).isEqualTo(1);
    }

    @Test
    void aTruncateKeepsOutWhatIsOlderAndComesLater() throws Exception {
        topic.change(SCHEMA, READ, 100, 1, "old").change(SCHEMA, TRUNCATE, 120);
        write();
        restart();
        topic.change(SCHEMA, UPDATE, 110, 7, "late").change(SCHEMA, CREATE, 121, 8, "after");

        write();

        assertThat(rows()).containsExactly("8|after|121|c");
    }

    @Test
    void aTruncateOfAnEmptyTableIsRememberedToo() throws Exception {
        topic.change(SCHEMA, TRUNCATE, 120);
        write();
        topic.change(SCHEMA, CREATE, 110, 1, "late").change(SCHEMA, CREATE, 130, 2, "after");

        write();

        assertThat(rows()).containsExactly("2|after|130|c");
    }

    @Test
    void twoSchemasInOneBatchMeetInOneTable() throws Exception {
        Schema later = CleanTopicSchema.of(DATASET)
                .key("id")
                .column("id", Schema.Type.LONG)
                .column("name", Schema.Type.STRING)
                .decimal("amount", 10, 2)
                .build();
        topic.change(SCHEMA, READ, 100, 1, "old");
        write();
        topic.change(SCHEMA, UPDATE, 110, 1, "between")
                .change(later, CREATE, 120, 5_000_000_000L, "wide", java.nio.ByteBuffer.wrap(new byte[] {1, 44}));

        write();

        assertThat(LakeContent.rows(spark, location, "id", "name", "amount"))
                .containsExactly("1|between|null", "5000000000|wide|3.00");
    }

    @Test
    void aTableWithSeveralKeyColumnsIsKeyedByAll() throws Exception {
        Schema two = CleanTopicSchema.of(DATASET)
                .key("a", "b")
                .column("a", Schema.Type.INT)
                .column("b", Schema.Type.STRING)
                .column("v", Schema.Type.INT)
                .build();
        topic.change(two, READ, 100, 1, "x", 1).change(two, READ, 100, 1, "y", 2);
        write();
        topic.change(two, UPDATE, 110, 1, "y", 3);

        write();

        assertThat(LakeContent.rows(spark, location, "a", "b", "v", "_hoodie_record_key"))
                .containsExactly("1|x|1|a:1,b:x", "1|y|3|a:1,b:y");
    }

    @Test
    void aTableWithoutKeyIsLeftToBronzeAndSaysSo() throws Exception {
        Schema keyless =
                CleanTopicSchema.of(DATASET).column("v", Schema.Type.INT).build();
        topic.change(keyless, CREATE, 100, 1);

        write();

        assertThat(table.exempt())
                .hasValueSatisfying(reason -> assertThat(reason).contains("no primary key"));
        assertThat(folder.resolve("silver")).doesNotExist();
    }

    @Test
    void aSliceThatComesAgainChangesNothing() throws Exception {
        topic.change(SCHEMA, CREATE, 100, 1, "a").change(SCHEMA, DELETE, 110, 1);
        write();
        String commit = table.content().lastCommit();
        restart();

        writeFrom(Map.of());

        assertThat(rows()).isEmpty();
        assertThat(table.content().lastCommit()).isEqualTo(commit);
    }

    @Test
    void aTopicMadeAgainIsTakenFromItsBeginningOnly() throws Exception {
        topic.change(SCHEMA, READ, 100, 1, "a").change(SCHEMA, READ, 100, 2, "b");
        write();
        topicId = "topic-2";
        CleanWriter renewed = new CleanWriter(DATASET, registry).change(SCHEMA, READ, 200, 1, "again");

        try (CleanBatch batch = CleanBatch.read(renewed.all(spark))) {
            TopicSlice slice = batch.slices().get(0);
            assertThatThrownBy(() -> table.write(slice))
                    .isInstanceOf(RemadeTopicException.class)
                    .hasMessage("Its topic was made again: its id was topic-1 and is topic-2");
            assertThat(rows()).containsExactly("1|a|100|r", "2|b|100|r");

            table.rewrite(slice);
            table.write(slice);
        }

        assertThat(rows()).containsExactly("1|again|200|r", "2|b|100|r");
        assertThat(table.content().markers().nextOffsets()).isEqualTo(Map.of(0, 1L));
    }

    @Test
    void severalKafkaPartitionsMakeOneCommit() throws Exception {
        topic.changeIn(0, SCHEMA, READ, 100, 1, "a")
                .changeIn(1, SCHEMA, READ, 100, 2, "b")
                .changeIn(1, SCHEMA, UPDATE, 110, 1, "a2");

        write();

        assertThat(rows()).containsExactly("1|a2|110|u", "2|b|100|r");
        assertThat(table.content().markers().nextOffsets()).isEqualTo(Map.of(0, 1L, 1, 2L));
    }

    @Test
    void anUndecodableRecordIsNamedAndNothingIsWritten() throws Exception {
        topic.change(SCHEMA, READ, 100, 1, "a").bytes(0, new byte[] {1}, new byte[] {0, 0, 0, 0, 1, 77});

        assertThatThrownBy(this::write)
                .hasStackTraceContaining(
                        "UndecodableRecordException: Record at topic clean.shop.orders, partition 0, offset 1");
        assertThat(table.content().lastCommit()).isNull();
    }

    @Test
    void aRecordThatIsNotAvroAtAllIsNamed() throws Exception {
        topic.change(SCHEMA, READ, 100, 1, "a").bytes(0, new byte[] {1}, "{}".getBytes());

        assertThatThrownBy(this::write)
                .isInstanceOf(UndecodableRecordException.class)
                .hasMessageContaining("partition 0, offset 1")
                .hasMessageContaining("too few");
    }

    @Test
    void aChangedPrimaryKeyIsRefused() throws Exception {
        Schema other = CleanTopicSchema.of(DATASET)
                .key("name")
                .column("id", Schema.Type.INT)
                .column("name", Schema.Type.STRING)
                .build();
        topic.change(SCHEMA, READ, 100, 1, "a");
        write();
        restart();
        topic.change(other, UPDATE, 110, 1, "b");

        assertThatThrownBy(this::write)
                .isInstanceOf(IncompatibleSchemaException.class)
                .hasMessageContaining("changed from [id] to [name]; a table keeps the key it was made with")
                .hasMessageContaining("./tributary replay shop.orders --from earliest --layer silver");
    }

    @Test
    void aTableDoesNotMindWhoWroteItBefore() throws Exception {
        topic.change(SCHEMA, READ, 100, 1, "a")
                .change(SCHEMA, READ, 100, 2, "b")
                .change(SCHEMA, READ, 100, 3, "c");
        write();
        writtenBy = writtenBy.other();
        restart();
        topic.change(SCHEMA, UPDATE, 110, 1, "a2").change(SCHEMA, DELETE, 111, 2);
        write();
        writtenBy = writtenBy.other();
        restart();
        topic.change(SCHEMA, UPDATE, 120, 3, "c2").change(SCHEMA, CREATE, 121, 2, "again");
        write();

        assertThat(rows()).containsExactly("1|a2|110|u", "2|again|121|c", "3|c2|120|u");
        assertThat(table.content().markers().rows()).isEqualTo(3);
    }

    private SilverTable newTable() {
        return new SilverTable(spark, DATASET, location, writtenBy.settings(), registry, topicName -> topicId);
    }

    private void restart() {
        table.close();
        table = newTable();
    }

    /** Writes what came since the last time. */
    @Test
    void aReplayThatRanThroughLeavesTheTableAsItWas() throws Exception {
        topic.change(SCHEMA, READ, 100, 1, "a")
                .change(SCHEMA, READ, 100, 2, "deleted later")
                .change(SCHEMA, READ, 100, 3, "truncated later")
                .change(SCHEMA, TRUNCATE, 110)
                .change(SCHEMA, CREATE, 120, 1, "b")
                .change(SCHEMA, CREATE, 120, 2, "b")
                .change(SCHEMA, UPDATE, 130, 1, "c")
                .change(SCHEMA, DELETE, 131, 2);
        write();
        List<String> before = rows();
        Map<Integer, Long> offsets = table.content().markers().nextOffsets();

        for (long offset = 0; offset < offsets.get(0); offset++) {
            rewrite(offset, offset + 1);
        }

        assertThat(before).containsExactly("1|c|130|u");
        assertThat(rows()).isEqualTo(before);
        assertThat(table.content().markers().nextOffsets()).isEqualTo(offsets);
    }

    @Test
    void aReplayPutsRightWhatSomebodyHasChanged() throws Exception {
        topic.change(SCHEMA, READ, 100, 1, "a").change(SCHEMA, UPDATE, 110, 1, "b");
        write();
        topic.change(SCHEMA, CREATE, 120, 2, "c");
        write();
        table.close();
        JavaUtils.deleteRecursively(folder.resolve("silver/shop_orders").toFile());

        rewrite(0, 3);

        assertThat(rows()).containsExactly("1|b|110|u", "2|c|120|c");
    }

    private void rewrite(long from, long to) throws Exception {
        try (CleanBatch batch = CleanBatch.read(topic.range(spark, Map.of(0, from), Map.of(0, to)))) {
            for (TopicSlice slice : batch.slices()) {
                table.rewrite(slice);
            }
        }
    }

    private void write() throws Exception {
        writeFrom(written);
        written = topic.end();
    }

    private void writeFrom(Map<Integer, Long> from) throws Exception {
        try (CleanBatch batch = CleanBatch.read(topic.range(spark, from, topic.end()))) {
            for (TopicSlice slice : batch.slices()) {
                table.write(slice);
            }
        }
    }

    private List<String> rows() {
        return LakeContent.rows(spark, location, "id", "name", "_ordering", "_op");
    }
}
