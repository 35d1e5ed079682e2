package io.tributary.spark.ingest;

import static io.tributary.schemas.change.Operation.CREATE;

import io.tributary.schemas.naming.Dataset;
import io.tributary.schemas.registry.InMemorySchemaRegistry;
import io.tributary.spark.clean.CleanBatch;
import io.tributary.spark.clean.TopicSlice;
import io.tributary.spark.lake.Layer;
import io.tributary.spark.load.CleanTopicSchema;
import io.tributary.spark.load.CleanWriter;
import io.tributary.spark.load.TestSpark;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A lane whose table notes what it gets, over a topic of small records. */
abstract class LaneFixture {

    static final Dataset DATASET = new Dataset("shop", "orders");
    private static final Schema SCHEMA =
            CleanTopicSchema.of(DATASET).key("id").column("id", Schema.Type.INT).build();
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T10:00:00Z"), ZoneOffset.UTC);

    final SparkSession spark = TestSpark.session();
    final CleanWriter topic = new CleanWriter(DATASET, new InMemorySchemaRegistry());
    final RecordingTable table = new RecordingTable();
    ParkingLot lot;
    Lane lane;
    ParkedRetry retry;

    @TempDir
    Path lake;

    @BeforeEach
    void open() {
        lot = new ParkingLot(
                "file://" + lake, Layer.SILVER, spark.sparkContext().hadoopConfiguration());
        lane = new Lane(table, lot, CLOCK, Map.of());
        retry = retry(2);
    }

    ParkedRetry retry(long maxOffsets) {
        return retry(maxOffsets, new LostRecords(Map::of, new Lanes(dataset -> table, lot, CLOCK, Map.of())));
    }

    ParkedRetry retry(long maxOffsets, LostRecords lost) {
        return new ParkedRetry((name, from, to) -> topic.range(spark, from, to), maxOffsets, lost);
    }

    void append(int records) {
        for (int i = 0; i < records; i++) {
            topic.change(SCHEMA, CREATE, 100 + i, i);
        }
    }

    void batch(long from, long to) throws Exception {
        try (CleanBatch batch = CleanBatch.read(topic.range(spark, Map.of(0, from), Map.of(0, to)))) {
            for (TopicSlice slice : batch.slices()) {
                lane.accept(slice);
            }
        }
    }
}
