package io.tributary.spark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.spark.clean.TopicExtent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Kafka drops before the query has read it costs the table that it is lost to, and is not passed by silently. */
class LostRecordsTest extends LaneFixture {

    private static final String TOPIC = DATASET.cleanTopic();

    private Lanes lanes;

    @BeforeEach
    void takeTheLaneOfTheLanes() {
        lanes = new Lanes(dataset -> table, lot, CLOCK, Map.of());
        lane = lanes.of(DATASET);
    }

    private void park(Map<String, Map<Integer, Long>> begin, long firstOffset, long end) {
        TopicExtent extent = new TopicExtent(Map.of(0, firstOffset), Map.of(0, end));
        new LostRecords(() -> Map.of(DATASET, extent), lanes).park(begin);
    }

    @Test
    void aTableWaitsBeforeWhatIsLostAndGoesOnBehindIt() throws Exception {
        append(3);
        batch(0, 3);
        append(5);

        park(Map.of(TOPIC, Map.of(0, 3L)), 6, 8);
        batch(6, 8);

        assertThat(table.offsets).containsExactly(0L, 1L, 2L);
        assertThat(lane.parked()).hasValueSatisfying(parked -> {
            assertThat(parked.offsets()).isEqualTo(Map.of(0, 3L));
            assertThat(parked.error())
                    .isEqualTo("Kafka dropped records before they were read: offsets 3 to 5 of partition 0");
        });

        lane.skip(List.of(new SkippedRange(0, 3, 6, 3, true)));
        retry.attempt(lane);

        assertThat(table.offsets).containsExactly(0L, 1L, 2L, 6L, 7L);
        assertThat(lane.parked()).isEmpty();
    }

    @Test
    void aTableOfWhoseRecordsNothingIsLeftWaits() throws Exception {
        append(8);
        batch(0, 3);

        park(Map.of(TOPIC, Map.of(0, 3L)), 8, 8);

        assertThat(lane.parked()).map(ParkedTable::offsets).contains(Map.of(0, 3L));
        assertThat(lane.rejoin(Map.of(0, 3L))).as("taken for complete").isFalse();
    }

    @Test
    void theBeginningOfANewPartitionIsMissedToo() {
        park(Map.of("clean.shop.others", Map.of(0, 3L)), 2, 8);

        assertThat(lane.parked()).map(ParkedTable::offsets).contains(Map.of(0, 0L));
    }

    @Test
    void theFirstBatchOfAQueryBeginsWithWhatThereIs() {
        park(Map.of(), 2, 8);

        assertThat(lane.parked()).isEmpty();
    }

    @Test
    void whatATableHadBeforeItWasDroppedIsNotMissed() throws Exception {
        append(8);
        batch(0, 5);

        park(Map.of(TOPIC, Map.of(0, 3L)), 5, 8);

        assertThat(lane.parked()).isEmpty();
    }

    @Test
    void theEndsOfTransactionsAreNotMissed() throws Exception {
        append(3);
        batch(0, 3);

        park(Map.of(TOPIC, Map.of(0, 5L)), 5, 5);

        assertThat(lane.parked()).isEmpty();
    }

    @Test
    void aTableThatIsParkedStaysWhereItStands() throws Exception {
        append(8);
        table.failure = new IllegalStateException("disk on fire");
        batch(0, 3);

        park(Map.of(TOPIC, Map.of(0, 3L)), 6, 8);

        assertThat(lane.parked()).hasValueSatisfying(parked -> {
            assertThat(parked.offsets()).isEqualTo(Map.of(0, 0L));
            assertThat(parked.error()).contains("disk on fire");
        });
    }

    @Test
    void aTopicThatWasMadeAgainIsReadFromItsBeginning() throws Exception {
        append(4);
        lanes = new Lanes(dataset -> table, lot, CLOCK, Map.of(TOPIC, Map.of(0, 10L)));
        lane = lanes.of(DATASET);

        park(Map.of(TOPIC, Map.of(0, 10L)), 0, 4);
        retry.attempt(lane);

        assertThat(table.again).containsExactly(0L, 1L, 2L, 3L);
        assertThat(lane.parked()).isEmpty();
        assertThat(lane.queryPosition()).isEqualTo(Map.of(0, 4L));
    }
}
