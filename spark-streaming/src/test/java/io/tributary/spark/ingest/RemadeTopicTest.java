package io.tributary.spark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.naming.Dataset;
import io.tributary.spark.clean.TopicExtent;
import io.tributary.spark.lake.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A topic that was made again, and has grown past where the query stands, is read from its beginning all the same. */
class RemadeTopicTest extends LaneFixture {

    private static final String TOPIC = DATASET.cleanTopic();

    private final List<Set<String>> refreshed = new ArrayList<>();
    private Map<Dataset, TopicExtent> extents = Map.of();
    private LayerWriter writer;

    @BeforeEach
    void openAQuery() {
        Lanes lanes = new Lanes(dataset -> table, lot, CLOCK, Map.of());
        lane = lanes.of(DATASET);
        LostRecords lost = new LostRecords(() -> extents, lanes);
        retry = retry(2, lost);
        writer = new LayerWriter(Layer.SILVER, lanes, lost, refreshed::add, spark.sparkContext(), 1);
    }

    @AfterEach
    void closeIt() {
        writer.close();
    }

    private void query(long from, long to) throws Exception {
        writer.write(topic.range(spark, Map.of(0, from), Map.of(0, to)), 1, () -> {});
    }

    private void makeTheTopicAgain(long end) {
        table.topicId = "topic-2";
        extents = Map.of(DATASET, new TopicExtent(Map.of(0, 0L), Map.of(0, end)));
    }

    @Test
    void aBatchOfItIsNotTakenForTheNextOfTheFormerOne() throws Exception {
        append(6);
        query(0, 3);
        makeTheTopicAgain(6);

        query(3, 5);

        assertThat(refreshed).containsExactly(Set.of(TOPIC), Set.of(TOPIC));
        assertThat(table.offsets).containsExactly(0L, 1L, 2L);
        assertThat(lane.parked()).hasValueSatisfying(parked -> {
            assertThat(parked.replay()).isTrue();
            assertThat(parked.offsets()).isEqualTo(Map.of(0, 0L));
        });

        query(5, 6);
        retry.attempt(lane);

        assertThat(table.again).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
        assertThat(lane.parked()).isEmpty();

        append(1);
        query(6, 7);

        assertThat(table.offsets).as("goes on as before").containsExactly(0L, 1L, 2L, 6L);
    }

    @Test
    void aTableThatWasParkedMeanwhileGetsItFromItsBeginning() throws Exception {
        append(6);
        query(0, 3);
        table.failure = new IllegalStateException("disk on fire");
        query(3, 4);
        makeTheTopicAgain(6);
        table.failure = null;

        retry.attempt(lane);

        assertThat(table.again).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
        assertThat(lane.parked()).isEmpty();
        assertThat(lane.queryPosition()).isEqualTo(Map.of(0, 6L));
    }

    @Test
    void oneThatIsGoneAgainLetsTheBatchComeAgain() throws Exception {
        append(4);
        query(0, 3);
        makeTheTopicAgain(4);
        extents = Map.of();

        assertThatThrownBy(() -> query(3, 4)).hasMessage("Topic clean.shop.orders was deleted while it was read");

        assertThat(table.offsets).containsExactly(0L, 1L, 2L);
        assertThat(lane.parked()).isEmpty();
    }
}
