package io.tributary.spark.ingest;

import io.tributary.schemas.naming.Dataset;
import io.tributary.spark.clean.LostRange;
import io.tributary.spark.clean.TopicExtent;
import io.tributary.spark.clean.TopicExtents;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps a query from passing silently by what it has not read: what the brokers dropped, and topics that were made again. */
final class LostRecords {

    private final TopicExtents topics;
    private final Lanes lanes;

    LostRecords(TopicExtents topics, Lanes lanes) {
        this.topics = topics;
        this.lanes = lanes;
    }

    /**
     * Parks the tables that lost records, and those whose topic was made again. To be called when a batch has been read
     * and not yet been written: what was dropped amid the reading is noticed, too.
     *
     * @param begin per topic and partition where the batch begins; empty for the first of a query, which begins with what
     *     there is
     */
    void park(Map<String, Map<Integer, Long>> begin) {
        if (begin.isEmpty()) {
            return;
        }
        topics.extents().forEach((dataset, extent) -> {
            Lane lane = lanes.of(dataset);
            Map<Integer, Long> taken = lane.queryPosition();
            if (endsBefore(taken, extent)) {
                lane.startOver(extent.ends());
                return;
            }
            Map<Integer, Long> read = begin.getOrDefault(dataset.cleanTopic(), Map.of());
            Map<Integer, Long> reached = new TreeMap<>();
            extent.begins()
                    .keySet()
                    .forEach(partition -> reached.put(
                            partition, Math.max(read.getOrDefault(partition, 0L), taken.getOrDefault(partition, 0L))));
            List<LostRange> lost = LostRange.between(reached, extent.begins());
            if (!lost.isEmpty()) {
                lane.lose(lost, reached);
            }
        });
    }

    /**
     * Lets a table get all of its topic, since that was made again.
     *
     * @throws IllegalStateException if the brokers do not answer, or the topic is gone again
     */
    void startOver(Dataset dataset) {
        TopicExtent extent = topics.extents().get(dataset);
        if (extent == null) {
            throw new IllegalStateException("Topic " + dataset.cleanTopic() + " was deleted while it was read");
        }
        lanes.of(dataset).startOver(extent.ends());
    }

    private static boolean endsBefore(Map<Integer, Long> taken, TopicExtent extent) {
        return extent.ends().entrySet().stream().anyMatch(end -> end.getValue() < taken.getOrDefault(end.getKey(), 0L));
    }
}
