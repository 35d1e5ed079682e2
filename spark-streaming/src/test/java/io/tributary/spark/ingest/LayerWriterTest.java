package io.tributary.spark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.change.Operation;
import io.tributary.schemas.naming.Dataset;
import io.tributary.schemas.registry.InMemorySchemaRegistry;
import io.tributary.spark.lake.Layer;
import io.tributary.spark.load.CleanTopicSchema;
import io.tributary.spark.load.CleanWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** A stop lets the commit that is under way end, and begins no other. */
class LayerWriterTest extends LaneFixture {

    private static final Dataset OTHER = new Dataset("shop", "payments");
    private static final Schema OTHER_SCHEMA =
            CleanTopicSchema.of(OTHER).key("id").column("id", Schema.Type.INT).build();
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void aBatchIsBrokenOffBetweenTwoTables() throws Exception {
        append(2);
        CleanWriter others = new CleanWriter(OTHER, new InMemorySchemaRegistry())
                .change(OTHER_SCHEMA, Operation.CREATE, 100, 1)
                .change(OTHER_SCHEMA, Operation.CREATE, 101, 2);
        RecordingTable otherTable = new RecordingTable(OTHER);
        Lanes lanes = new Lanes(dataset -> dataset.equals(OTHER) ? otherTable : table, lot, CLOCK, Map.of());
        LayerWriter writer = new LayerWriter(
                Layer.SILVER, lanes, new LostRecords(Map::of, lanes), topics -> {}, spark.sparkContext(), 1);
        Thread stop = new Thread(writer::close);
        RecordingTable.Interruption stopAmidTheFirst = () -> {
            if (stop.getState() == Thread.State.NEW) {
                stop.start();
                awaitWaiting(stop);
            }
        };
        table.amidWrite = stopAmidTheFirst;
        otherTable.amidWrite = stopAmidTheFirst;
        org.apache.spark.sql.Dataset<Row> both = topic.all(spark).union(others.all(spark));

        assertThatThrownBy(() -> writer.write(both, 1, () -> {}))
                .isInstanceOf(InterruptedException.class)
                .hasMessage("The process is stopping");
        stop.join(SOON.toMillis());

        assertThat(stop.isAlive()).isFalse();
        assertThat(List.of(table.offsets, otherTable.offsets)).containsExactlyInAnyOrder(List.of(0L, 1L), List.of());
        assertThat(lanes.all()).allSatisfy(lane -> assertThat(lane.parked()).isEmpty());
    }

    private static void awaitWaiting(Thread thread) {
        long end = System.nanoTime() + SOON.toNanos();
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            assertThat(System.nanoTime()).as("%s waits for the batch", thread).isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
