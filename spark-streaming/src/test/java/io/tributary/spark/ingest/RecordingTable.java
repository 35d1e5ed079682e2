package io.tributary.spark.ingest;

import io.tributary.schemas.naming.Dataset;
import io.tributary.spark.clean.TopicSlice;
import io.tributary.spark.clean.UndecodableRecordException;
import io.tributary.spark.lake.IncompatibleSchemaException;
import io.tributary.spark.lake.Layer;
import io.tributary.spark.lake.TableMarkers;
import io.tributary.spark.table.LakeTable;
import io.tributary.spark.table.TableContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Notes the offsets that it is given, and fails when it is told to. */
final class RecordingTable implements LakeTable {
    final List<Long> offsets = new ArrayList<>();
    Exception failure;
    long undecodableOffset = -1;
    Set<Long> ofAnotherSchema = Set.of();
    final List<Long> again = new ArrayList<>();
    Interruption amidWrite = () -> {};
    Interruption amidRewrite = () -> {};
    int commits;
    /** What the brokers say. */
    String topicId = "topic-1";

    private final Dataset dataset;
    private TableMarkers markers = TableMarkers.NONE;

    RecordingTable() {
        this(LaneFixture.DATASET);
    }

    RecordingTable(Dataset dataset) {
        this.dataset = dataset;
    }

    interface Interruption {
        void run() throws Exception;
    }

    @Override
    public Layer layer() {
        return Layer.SILVER;
    }

    @Override
    public Dataset dataset() {
        return dataset;
    }

    @Override
    public void rewrite(TopicSlice slice) throws Exception {
        amidRewrite.run();
        markers = markers.forTopic(topicId);
        again.addAll(slice.records().map(record -> record.offset()).collect());
    }

    @Override
    public void write(TopicSlice slice) throws Exception {
        amidWrite.run();
        if (failure != null) {
            throw failure;
        }
        markers = markers.within(topicId);
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
