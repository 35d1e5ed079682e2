package io.tributary.spark.clean;

import io.tributary.schemas.naming.Dataset;
import io.tributary.spark.lake.TableMarkers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaRDD;

/** The part of a batch that belongs to one clean topic, and so to one table of each layer. */
public final class TopicSlice {

    private final Dataset dataset;
    private final JavaRDD<RawRecord> records;
    private final List<PartitionSummary> partitions;

    TopicSlice(Dataset dataset, JavaRDD<RawRecord> records, List<PartitionSummary> partitions) {
        this.dataset = dataset;
        this.records = records;
        this.partitions = List.copyOf(partitions);
    }

    public Dataset dataset() {
        return dataset;
    }

    /** The records; each Spark partition holds one Kafka partition's, in offset order. */
    public JavaRDD<RawRecord> records() {
        return records;
    }

    /** The same records in the driver, in offset order within a Kafka partition; empty if they are too many for that. */
    public Optional<List<RawRecord>> carried() {
        if (partitions.stream().anyMatch(summary -> summary.carried().isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(partitions.stream()
                .flatMap(summary -> summary.carried().orElseThrow().stream())
                .toList());
    }

    public long count() {
        return partitions.stream().mapToLong(PartitionSummary::records).sum();
    }

    /** Whether some records have no Kafka key: truncates, and rows of a time when their table had no key. */
    public boolean hasKeyless() {
        return partitions.stream().anyMatch(summary -> summary.keyless() > 0);
    }

    /** Whether some records have a Kafka key. */
    public boolean hasKeyed() {
        return partitions.stream().anyMatch(summary -> summary.keyless() < summary.records());
    }

    /** Whether some records were made a second time of their raw records. */
    public boolean hasReplayed() {
        return partitions.stream().anyMatch(PartitionSummary::replayed);
    }

    public int kafkaPartitions() {
        return partitions.size();
    }

    /** The ids of the schemas that the records were written with, ascending, thus oldest first. */
    public Set<Integer> schemaIds() {
        Set<Integer> ids = new TreeSet<>();
        partitions.forEach(summary -> ids.addAll(summary.schemaIds()));
        return ids;
    }

    /** Per Kafka partition the offset after the last record. */
    public Map<Integer, Long> nextOffsets() {
        Map<Integer, Long> next = new TreeMap<>();
        partitions.forEach(summary -> next.merge(summary.partition(), summary.lastOffset() + 1, Math::max));
        return next;
    }

    /** Per Kafka partition the offset of the first record. */
    public Map<Integer, Long> firstOffsets() {
        Map<Integer, Long> first = new TreeMap<>();
        partitions.forEach(summary -> first.merge(summary.partition(), summary.firstOffset(), Math::min));
        return first;
    }

    /** Whether all records are already in a table. */
    public boolean isCoveredBy(TableMarkers markers) {
        return partitions.stream().allMatch(summary -> markers.covers(summary.partition(), summary.lastOffset()));
    }

    /** Throws if a record has no wire-format header. */
    public void requireWellFormed() throws UndecodableRecordException {
        for (PartitionSummary summary : partitions) {
            summary.requireWellFormed();
        }
    }
}
