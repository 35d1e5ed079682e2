package io.tributary.stack.replay.clean;

import io.tributary.schemas.naming.Dataset;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a replay of the clean step is about. */
public final class CleanReplayPlan {

    private final Dataset dataset;
    private final String topic;
    private final Map<Integer, PartitionScan> scans;
    private final boolean archived;
    private final List<String> lacking;
    private final ReplayState unfinished;

    /**
     * @param archived whether records come from the archive, too
     * @param lacking what is nowhere any more, one text a range
     * @param unfinished what an earlier command left; null for a replay that is to begin
     */
    CleanReplayPlan(
            Dataset dataset,
            String topic,
            Map<Integer, PartitionScan> scans,
            boolean archived,
            List<String> lacking,
            ReplayState unfinished) {
        this.dataset = dataset;
        this.topic = topic;
        this.scans = new TreeMap<>(scans);
        this.archived = archived;
        this.lacking = List.copyOf(lacking);
        this.unfinished = unfinished;
    }

    Dataset dataset() {
        return dataset;
    }

    Map<Integer, PartitionScan> scans() {
        return scans;
    }

    Optional<ReplayState> unfinished() {
        return Optional.ofNullable(unfinished);
    }

    /** The raw topic. */
    public String topic() {
        return topic;
    }

    /** Whether records come from the archive, too. */
    public boolean archived() {
        return archived;
    }

    /** What is missing in the topic's whole history, since Kafka dropped it before it was archived; one text a range. */
    public List<String> lacking() {
        return lacking;
    }

    /** Whether it goes on with what an earlier command left. */
    public boolean resumed() {
        return unfinished != null;
    }

    /** How many records are in the range, those that were sent before included. */
    public long records() {
        return scans.values().stream().mapToLong(PartitionScan::records).sum();
    }

    /** What their keys and values take. */
    public long bytes() {
        return scans.values().stream().mapToLong(PartitionScan::bytes).sum();
    }

    /** When the oldest of them was captured. */
    public Instant oldest() {
        return Instant.ofEpochMilli(
                scans.values().stream().mapToLong(PartitionScan::oldest).min().orElseThrow());
    }

    /** When the youngest of them was captured. */
    public Instant youngest() {
        return Instant.ofEpochMilli(
                scans.values().stream().mapToLong(PartitionScan::youngest).max().orElseThrow());
    }
}
