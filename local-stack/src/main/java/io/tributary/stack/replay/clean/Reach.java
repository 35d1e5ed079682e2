package io.tributary.stack.replay.clean;

import io.tributary.stack.layout.StackException;
import io.tributary.stack.replay.ReplayStart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Finds out where the records of a range are: in Kafka, or the older ones of them in the archive. */
final class Reach {

    private final String topic;
    private final RetainedHistory kafka;
    private final Function<String, Optional<ArchiveHistory>> archives;
    private boolean archived;
    private List<String> lacking = List.of();

    Reach(String topic, RetainedHistory kafka, Function<String, Optional<ArchiveHistory>> archives) {
        this.topic = topic;
        this.kafka = kafka;
        this.archives = archives;
    }

    /**
     * The history that a replay reads.
     *
     * @throws StackException if neither Kafka nor the archive has all since the start
     */
    RawHistory history(ReplayStart start) {
        for (int partition = 0; partition < kafka.partitions(); partition++) {
            requireOneMoment(start);
            if (!inKafka(start, partition)) {
                return withArchive(start);
            }
        }
        return new WholeHistory(kafka, Optional.empty());
    }

    /** The history that an unfinished replay goes on with. */
    RawHistory since(ReplayState state) {
        boolean dropped = state.partitions().entrySet().stream()
                .anyMatch(each -> each.getValue().begin() < kafka.earliest(each.getKey()));
        return dropped ? withArchive(new ReplayStart.AtOffset(0)) : new WholeHistory(kafka, Optional.empty());
    }

    /** Whether the archive is needed for what was asked for last. */
    boolean needsArchive() {
        return archived;
    }

    /** What neither has, though it was asked for last, since Kafka dropped it before it was archived; one text a range. */
    List<String> lacking() {
        return lacking;
    }

    /** Kafka and the archive. */
    RawHistory withArchive() {
        return withArchive(new ReplayStart.Earliest());
    }

    private void requireOneMoment(ReplayStart start) {
        if (start instanceof ReplayStart.AtOffset && kafka.partitions() > 1) {
            throw new StackException(topic + " has " + kafka.partitions()
                    + " partitions, in which an offset means different moments; give a time to --from");
        }
    }

    private boolean inKafka(ReplayStart start, int partition) {
        long earliest = kafka.earliest(partition);
        if (earliest == 0) {
            return true;
        }
        if (start instanceof ReplayStart.AtOffset at) {
            return at.offset() >= earliest;
        }
        return start instanceof ReplayStart.AtTime at
                && oldest(partition).orElse(Long.MAX_VALUE) <= at.time().toEpochMilli();
    }

    /** Time of the oldest record that Kafka has, milliseconds; empty if it has none. */
    private OptionalLong oldest(int partition) {
        return kafka.oldest(partition);
    }

    private RawHistory withArchive(ReplayStart start) {
        Optional<ArchiveHistory> archive = archives.apply(topic);
        if (archive.isEmpty()) {
            if (start instanceof ReplayStart.Earliest) {
                // The earliest that there is.
                return new WholeHistory(kafka, Optional.empty());
            }
            throw new StackException("Kafka has dropped the older records of " + topic + kafkaSince()
                    + ", and there is no archive of them (archive.enabled); --from earliest begins with what there is");
        }
        List<String> dropped = new ArrayList<>();
        for (int partition = 0; partition < kafka.partitions(); partition++) {
            archive.get().requireUpTo(partition, kafka.earliest(partition));
            dropped.addAll(archive.get().dropped(partition));
        }
        lacking = List.copyOf(dropped);
        archived = true;
        return new WholeHistory(kafka, archive);
    }

    private String kafkaSince() {
        long since = Long.MAX_VALUE;
        for (int partition = 0; partition < kafka.partitions(); partition++) {
            since = Math.min(since, oldest(partition).orElse(Long.MAX_VALUE));
        }
        return since == Long.MAX_VALUE ? "" : " and has them from " + Instant.ofEpochMilli(since) + " on only";
    }
}
