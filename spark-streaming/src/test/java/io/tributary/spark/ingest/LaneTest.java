package io.tributary.spark.ingest;

import static io.tributary.schemas.change.Operation.CREATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.naming.Dataset;
import io.tributary.schemas.registry.InMemorySchemaRegistry;
import io.tributary.spark.clean.CleanBatch;
import io.tributary.spark.clean.TopicSlice;
import io.tributary.spark.clean.UndecodableRecordException;
import io.tributary.spark.lake.IncompatibleSchemaException;
import io.tributary.spark.lake.Layer;
import io.tributary.spark.load.CleanTopicSchema;
import io.tributary.spark.load.CleanWriter;
import io.tributary.spark.load.TestSpark;
import io.tributary.spark.table.LakeTable;
import io.tributary.spark.table.TableContent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.avro.Schema;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaneTest {

    private static final Dataset DATASET = new Dataset("shop", "orders");
    private static final Schema SCHEMA =
            CleanTopicSchema.of(DATASET).key("id").column("id", Schema.Type.INT).build();
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T10:00:00Z"), ZoneOffset.UTC);

    private final SparkSession spark = TestSpark.session();
    private final CleanWriter topic = new CleanWriter(DATASET, new InMemorySchemaRegistry());
    private final RecordingTable table = new RecordingTable();
    private ParkingLot lot;
    private Lane lane;
    private ParkedRetry retry;

    @TempDir
    private Path lake;

    /** Notes the offsets that it is given, and fails when it is told to. */
    private static final class RecordingTable implements LakeTable {
        private final List<Long> offsets = new ArrayList<>();
        private Exception failure;
        private long undecodableOffset = -1;
        private Set<Long> ofAnotherSchema = Set.of();
        private final List<Long> again = new ArrayList<>();
        private Interruption amidWrite = () -> {};
        private Interruption amidRewrite = () -> {};
        private int commits;

        private interface Interruption {
            void run() throws Exception;
        }

        @Override
        public Layer layer() {
            return Layer.SILVER;
        }

        @Override
        public Dataset dataset() {
            return DATASET;
        }

        @Override
        public void rewrite(TopicSlice slice) throws Exception {
            amidRewrite.run();
            again.addAll(slice.records().map(record -> record.offset()).collect());
        }

        @Override
        public void write(TopicSlice slice) throws Exception {
            amidWrite.run();
            if (failure != null) {
                throw failure;
            }
            List<Long> found = slice.records().map(record -> record.offset()).collect();
            if (found.contains(undecodableOffset)) {
                throw new UndecodableRecordException("clean.shop.orders", 0, undecodableOffset, "it is broken", null);
            }
            if (found.stream().anyMatch(ofAnotherSchema::contains)) {
                throw new IncompatibleSchemaException("Column 'v' changed");
            }
            offsets.addAll(found);
            commits++;
        }

        @Override
        public TableContent content() {
            return TableContent.NOTHING;
        }

        @Override
        public Optional<String> exempt() {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }

    @BeforeEach
    void open() {
        lot = new ParkingLot(
                "file://" + lake, Layer.SILVER, spark.sparkContext().hadoopConfiguration());
        lane = new Lane(table, lot, CLOCK, Map.of());
        retry = retry(2);
    }

    @Test
    void aBatchGoesToTheTable() throws Exception {
        append(2);

        batch(0, 2);

        assertThat(table.offsets).containsExactly(0L, 1L);
        assertThat(lane.parked()).isEmpty();
    }

    @Test
    void aTableThatFailsIsParkedWhereItsUnwrittenRecordsBegin() throws Exception {
        append(5);
        batch(0, 2);
        table.failure = new IllegalStateException("disk on fire");

        batch(2, 5);

        assertThat(lane.parked()).hasValueSatisfying(parked -> {
            assertThat(parked.error()).contains("disk on fire");
            assertThat(parked.since()).isEqualTo("2026-11-20T10:00:00Z");
            assertThat(parked.offsets()).isEqualTo(Map.of(0, 2L));
        });
        assertThat(lake.resolve("_tributary/parked/silver/shop_orders.json"))
                .content()
                .contains("disk on fire");
    }

    @Test
    void aParkedTableMissesBatchesAndThenGetsThemInOrderAndOnce() throws Exception {
        append(3);
        table.failure = new IllegalStateException("disk on fire");
        batch(0, 1);
        table.failure = null;
        batch(1, 3);
        assertThat(table.offsets).isEmpty();

        retry.attempt(lane);
        append(1);
        batch(3, 4);

        assertThat(table.offsets).containsExactly(0L, 1L, 2L, 3L);
        assertThat(lane.parked()).isEmpty();
        assertThat(lake.resolve("_tributary/parked/silver/shop_orders.json")).doesNotExist();
    }

    @Test
    void catchingUpIsCutIntoCommitsOfBoundedSize() throws Exception {
        append(5);
        table.failure = new IllegalStateException("disk on fire");
        batch(0, 5);
        table.failure = null;

        retry.attempt(lane);

        assertThat(table.offsets).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(table.commits).isEqualTo(3);
    }

    @Test
    void aTableThatFailsAgainWaitsLonger() throws Exception {
        append(1);
        table.failure = new IllegalStateException("disk on fire");
        batch(0, 1);
        long first = lane.parked().orElseThrow().waitSeconds();
        table.failure = new IllegalStateException("still on fire");

        retry.attempt(lane);

        assertThat(lane.parked()).hasValueSatisfying(parked -> {
            assertThat(parked.error()).isEqualTo("IllegalStateException: still on fire");
            assertThat(parked.waitSeconds()).isEqualTo(2 * first);
        });
    }

    @Test
    void whatLiesBeforeAnUndecodableRecordIsWritten() throws Exception {
        append(6);
        table.undecodableOffset = 3;
        batch(0, 6);

        retry.attempt(lane);

        assertThat(table.offsets).containsExactly(0L, 1L, 2L);
        assertThat(lane.parked()).hasValueSatisfying(parked -> {
            assertThat(parked.error()).contains("partition 0, offset 3: it is broken");
            assertThat(parked.offsets()).isEqualTo(Map.of(0, 3L));
        });
    }

    @Test
    void whatLiesBeforeARecordOfAnImpossibleSchemaIsWritten() throws Exception {
        retry = retry(64);
        append(50);
        table.ofAnotherSchema = Set.of(37L, 38L);
        batch(0, 50);

        retry.attempt(lane);

        assertThat(table.offsets)
                .containsExactlyElementsOf(LongStream.range(0, 37).boxed().toList());
        assertThat(lane.parked()).hasValueSatisfying(parked -> {
            assertThat(parked.offsets()).isEqualTo(Map.of(0, 37L));
            assertThat(parked.error()).isEqualTo("Column 'v' changed");
            assertThat(parked.unwritable()).hasSize(1);
            assertThat(parked.unwritable().get(0).offset()).isEqualTo(37);
            assertThat(parked.unwritable().get(0).schemaId()).isNotNull();
        });
        assertThat(table.commits).isLessThan(10);
    }

    @Test
    void recordsThatWereSetAsideArePassedBy() throws Exception {
        retry = retry(64);
        append(20);
        table.ofAnotherSchema = Set.of(5L, 6L, 11L);
        batch(0, 20);
        retry.attempt(lane);

        lane.skip(List.of(new SkippedRange(0, 5, 7, 2)));
        assertThat(lane.isUrgent()).isTrue();
        retry.attempt(lane);

        assertThat(table.offsets).containsExactly(0L, 1L, 2L, 3L, 4L, 7L, 8L, 9L, 10L);
        assertThat(lane.parked()).map(ParkedTable::offsets).contains(Map.of(0, 11L));
        assertThat(lane.skipped()).isEqualTo(2);

        lane.skip(List.of(new SkippedRange(0, 11, 12, 1)));
        retry.attempt(lane);

        assertThat(table.offsets).endsWith(10L, 12L, 13L, 14L, 15L, 16L, 17L, 18L, 19L);
        assertThat(lane.parked()).isEmpty();
        assertThat(new Lane(table, lot, CLOCK, Map.of(0, 20L)).skipped()).isEqualTo(3);
    }

    @Test
    void aRestartRemembersWhatCannotBeWritten() throws Exception {
        append(4);
        table.ofAnotherSchema = Set.of(2L);
        batch(0, 4);
        retry.attempt(lane);
        lane = new Lane(table, lot, CLOCK, Map.of(0, 4L));

        lane.skip(List.of(new SkippedRange(0, 2, 3, 1)));
        retry.attempt(lane);

        assertThat(table.offsets).containsExactly(0L, 1L, 3L);
        assertThat(lane.parked()).isEmpty();
    }

    @Test
    void aTableThatTakesTheRecordAfterAllGoesOnByItself() throws Exception {
        append(30);
        table.ofAnotherSchema = Set.of(2L);
        batch(0, 30);
        retry.attempt(lane);
        table.ofAnotherSchema = Set.of();

        retry(8).attempt(lane);

        assertThat(table.offsets).hasSize(30).isSorted();
        assertThat(lane.parked()).isEmpty();
    }

    @Test
    void onlyWhatATableCannotTakeIsPassedBy() throws Exception {
        append(4);
        assertRefused("it is not parked");
        table.failure = new IllegalStateException("disk on fire");
        batch(0, 4);

        assertRefused("no record that it cannot take is known at offset 2 of partition 0; it stands at offsets {0=0}");

        assertThat(lane.skipped()).isZero();
    }

    @Test
    void nothingIsPassedByAmidATry() throws Exception {
        append(4);
        table.ofAnotherSchema = Set.of(2L);
        batch(0, 4);
        retry.attempt(lane);
        table.amidWrite = () -> assertRefused("it is being tried just now; try again in a moment");

        retry.attempt(lane);

        assertThat(lane.parked()).map(ParkedTable::offsets).contains(Map.of(0, 2L));
    }

    private void assertRefused(String reason) {
        assertThatThrownBy(() -> lane.skip(List.of(new SkippedRange(0, 2, 3, 1))))
                .isInstanceOf(RefusedException.class)
                .hasMessage(reason);
    }

    private ParkedRetry retry(long maxOffsets) {
        return new ParkedRetry((name, from, to) -> topic.range(spark, from, to), maxOffsets);
    }

    @Test
    void aRestartRemembersWhatIsParked() throws Exception {
        append(2);
        table.failure = new IllegalStateException("disk on fire");
        batch(0, 2);
        table.failure = null;
        lane = new Lane(table, lot, CLOCK, Map.of(0, 2L));
        append(1);
        batch(2, 3);

        retry.attempt(lane);

        assertThat(table.offsets).containsExactly(0L, 1L, 2L);
        assertThat(lane.parked()).isEmpty();
    }

    @Test
    void aStopIsNoFailureOfTheTable() throws Exception {
        append(1);
        table.failure = new InterruptedException("stopping");

        assertThatThrownBy(() -> batch(0, 1)).isInstanceOf(InterruptedException.class);
        assertThat(lane.parked()).isEmpty();
    }

    @Test
    void aReplayGivesRecordsAgainUpToWhereTheQueryStands() throws Exception {
        append(4);
        batch(0, 4);

        lane.replay(Map.of(0, 1L));
        append(1);
        batch(4, 5);
        retry.attempt(lane);

        assertThat(table.offsets).containsExactly(0L, 1L, 2L, 3L);
        assertThat(table.again).containsExactly(1L, 2L, 3L, 4L);
        assertThat(lane.parked()).isEmpty();
        assertThat(lake.resolve("_tributary/parked/silver/shop_orders.json")).doesNotExist();
    }

    @Test
    void aReplayGoesOnAfterARestart() throws Exception {
        append(4);
        batch(0, 4);
        lane.replay(Map.of(0, 2L));

        lane = new Lane(table, lot, CLOCK, Map.of(0, 4L));
        retry.attempt(lane);

        assertThat(table.again).containsExactly(2L, 3L);
        assertThat(lane.parked()).isEmpty();
    }

    @Test
    void aReplayThatIsAskedForAmidAWriteBeginsBehindIt() throws Exception {
        append(3);
        batch(0, 2);
        table.amidWrite = () -> lane.replay(Map.of(0, 0L));

        batch(2, 3);

        assertThat(table.offsets).containsExactly(0L, 1L, 2L);
        assertThat(lane.parked()).map(ParkedTable::offsets).contains(Map.of(0, 0L));
        retry.attempt(lane);
        assertThat(table.again).containsExactly(0L, 1L, 2L);
    }

    @Test
    void aWriteThatFailsAsAReplayIsAskedForIsPartOfIt() throws Exception {
        append(3);
        batch(0, 2);
        table.amidWrite = () -> lane.replay(Map.of(0, 1L));
        table.failure = new IllegalStateException("disk on fire");

        batch(2, 3);

        assertThat(lane.parked()).hasValueSatisfying(parked -> {
            assertThat(parked.error()).contains("disk on fire");
            assertThat(parked.replay()).isTrue();
            assertThat(parked.offsets()).isEqualTo(Map.of(0, 1L));
        });
    }

    @Test
    void aReplayOfAParkedTableBringsWhatItMissed() throws Exception {
        append(4);
        batch(0, 2);
        table.failure = new IllegalStateException("disk on fire");
        batch(2, 3);
        table.failure = null;
        batch(3, 4);

        lane.replay(Map.of(0, 3L));
        retry.attempt(lane);

        assertThat(table.again).containsExactly(2L, 3L);
        assertThat(lane.parked()).isEmpty();
    }

    @Test
    void aReplayThatIsAskedForAmidARetryBeginsBehindIt() throws Exception {
        append(4);
        batch(0, 2);
        table.failure = new IllegalStateException("disk on fire");
        batch(2, 4);
        table.failure = null;
        table.amidWrite = () -> {
            table.amidWrite = () -> {};
            lane.replay(Map.of(0, 0L));
        };

        retry.attempt(lane);

        assertThat(table.offsets).containsExactly(0L, 1L, 2L, 3L);
        assertThat(table.again).containsExactly(0L, 1L, 2L, 3L);
        assertThat(lane.parked()).isEmpty();
    }

    @Test
    void aSecondReplayIsRefusedUntilTheFirstIsThrough() throws Exception {
        append(1);
        batch(0, 1);
        lane.replay(Map.of(0, 0L));

        assertThatThrownBy(() -> lane.replay(Map.of(0, 0L)))
                .isInstanceOf(RefusedException.class)
                .hasMessage("a replay of it is under way; wait until it is through, or stop it");
    }

    @Test
    void aReplayThatIsStoppedStandsBehindWhatWasBeingWritten() throws Exception {
        append(6);
        batch(0, 6);
        lane.replay(Map.of(0, 0L));
        table.amidRewrite = () -> {
            lane.stopReplay();
            assertThat(lane.stoppedAt()).isEmpty();
        };

        retry.attempt(lane);

        assertThat(table.again).containsExactly(0L, 1L);
        assertThat(lane.stoppedAt()).contains(Map.of(0, 2L));
    }

    @Test
    void aStoppedReplayMissesNothingOnceItGoesOn() throws Exception {
        append(4);
        batch(0, 4);
        lane.replay(Map.of(0, 1L));
        lane.stopReplay();
        append(2);
        batch(4, 6);
        retry.attempt(lane);
        assertThat(table.again).isEmpty();

        lane.resumeReplay();
        retry.attempt(lane);

        assertThat(table.again).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(lane.parked()).isEmpty();
        assertThat(lake.resolve("_tributary/parked/silver/shop_orders.json")).doesNotExist();
    }

    @Test
    void aStoppedReplayStaysStoppedAfterARestart() throws Exception {
        append(4);
        batch(0, 4);
        lane.replay(Map.of(0, 1L));
        lane.stopReplay();

        lane = new Lane(table, lot, CLOCK, Map.of(0, 4L));
        retry.attempt(lane);

        assertThat(table.again).isEmpty();
        assertThat(lane.stoppedAt()).contains(Map.of(0, 1L));
        assertThat(lane.parked()).map(ParkedTable::stoppedSince).contains("2026-11-20T10:00:00Z");
    }

    @Test
    void aWriteThatFailsAsItsReplayIsStoppedIsTriedAgainOnceItGoesOn() throws Exception {
        append(2);
        batch(0, 2);
        lane.replay(Map.of(0, 0L));
        table.amidRewrite = () -> {
            table.amidRewrite = () -> {};
            lane.stopReplay();
            throw new IllegalStateException("disk on fire");
        };
        retry.attempt(lane);
        assertThat(lane.parked()).hasValueSatisfying(parked -> {
            assertThat(parked.error()).contains("disk on fire");
            assertThat(parked.stopped()).isTrue();
        });

        lane.resumeReplay();

        assertThat(lane.parked()).hasValueSatisfying(parked -> {
            assertThat(parked.error()).isNull();
            assertThat(parked.waitSeconds()).isZero();
        });
        retry.attempt(lane);
        assertThat(table.again).containsExactly(0L, 1L);
    }

    @Test
    void aReplayThatIsStoppedBeforeItBeginsDoesNotBegin() throws Exception {
        append(3);
        batch(0, 2);
        table.amidWrite = () -> {
            lane.replay(Map.of(0, 0L));
            lane.stopReplay();
        };
        batch(2, 3);

        retry.attempt(lane);

        assertThat(table.offsets).containsExactly(0L, 1L, 2L);
        assertThat(table.again).isEmpty();
        assertThat(lane.stoppedAt()).contains(Map.of(0, 0L));
    }

    @Test
    void anotherReplayTakesThePlaceOfAStoppedOneAndBringsWhatThatLacks() throws Exception {
        append(4);
        batch(0, 4);
        lane.replay(Map.of(0, 1L));
        lane.stopReplay();

        lane.replay(Map.of(0, 3L));
        retry.attempt(lane);

        assertThat(table.again).containsExactly(1L, 2L, 3L);
        assertThat(lane.parked()).isEmpty();
    }

    @Test
    void onlyWhatIsReplayedCanBeStopped() throws Exception {
        append(2);
        table.failure = new IllegalStateException("disk on fire");
        batch(0, 2);

        assertThatThrownBy(() -> lane.stopReplay())
                .isInstanceOf(RefusedException.class)
                .hasMessage("no replay of it is under way");
        assertThat(lane.parked()).map(ParkedTable::stopped).contains(false);
    }

    @Test
    void onlyWhatWasStoppedGoesOn() throws Exception {
        append(2);
        batch(0, 2);
        lane.replay(Map.of(0, 1L));

        assertThatThrownBy(() -> lane.resumeReplay())
                .isInstanceOf(RefusedException.class)
                .hasMessage("no replay of it was stopped");
    }

    @Test
    void aRetryKeepsOffATableThatTheQueryIsWritingTo() throws Exception {
        append(3);
        batch(0, 2);
        table.amidWrite = () -> {
            lane.replay(Map.of(0, 0L));
            retry.attempt(lane);
            assertThat(table.again).isEmpty();
        };

        batch(2, 3);

        assertThat(table.offsets).containsExactly(0L, 1L, 2L);
        retry.attempt(lane);
        assertThat(table.again).containsExactly(0L, 1L, 2L);
    }

    @Test
    void whatTheTableHasNotHadYetIsNotReplayed() throws Exception {
        append(2);
        batch(0, 1);

        assertThatThrownBy(() -> lane.replay(Map.of(0, 2L)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("it stands at offsets {0=1}");
        assertThat(lane.parked()).isEmpty();
    }

    @Test
    void aDamagedParkedStateCountsAsParkedFromTheBeginning() throws Exception {
        Path file = lake.resolve("_tributary/parked/silver/shop_orders.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{oops");
        append(2);
        lane = new Lane(table, lot, CLOCK, Map.of(0, 2L));

        retry.attempt(lane);

        assertThat(table.offsets).containsExactly(0L, 1L);
        assertThat(lane.parked()).isEmpty();
    }

    private void append(int records) {
        for (int i = 0; i < records; i++) {
            topic.change(SCHEMA, CREATE, 100 + i, i);
        }
    }

    private void batch(long from, long to) throws Exception {
        try (CleanBatch batch = CleanBatch.read(topic.range(spark, Map.of(0, from), Map.of(0, to)))) {
            for (TopicSlice slice : batch.slices()) {
                lane.accept(slice);
            }
        }
    }
}
