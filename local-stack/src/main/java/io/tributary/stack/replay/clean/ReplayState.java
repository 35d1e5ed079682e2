package io.tributary.stack.replay.clean;

import java.util.Map;
import java.util.TreeMap;

/**
 * How far the replay of a dataset is.
 *
 * @param topic the raw topic
 * @param topicId what tells it from a later one of its name
 * @param done whether it came to its end
 * @param partitions by number
 */
record ReplayState(String topic, String topicId, boolean done, Map<Integer, Part> partitions) {

    ReplayState {
        partitions = new TreeMap<>(partitions);
    }

    /**
     * A partition.
     *
     * @param begin first offset of the range
     * @param end end of the range, not included
     * @param mark offset of the record that marks the replay's begin; what lies before it decides what is current
     * @param next first offset that was not sent yet
     * @param sent how many records were sent
     */
    record Part(long begin, long end, long mark, long next, long sent) {}

    /** Records that were sent in all partitions. */
    long sent() {
        return partitions.values().stream().mapToLong(Part::sent).sum();
    }

    ReplayState sentTo(int partition, long next, long more) {
        Map<Integer, Part> changed = new TreeMap<>(partitions);
        changed.computeIfPresent(
                partition, (each, part) -> new Part(part.begin(), part.end(), part.mark(), next, part.sent() + more));
        return new ReplayState(topic, topicId, done, changed);
    }

    /** Whether another state is of the same replay. */
    boolean sameRange(ReplayState other) {
        return topicId.equals(other.topicId) && marks().equals(other.marks());
    }

    private Map<Integer, Long> marks() {
        Map<Integer, Long> marks = new TreeMap<>();
        partitions.forEach((partition, part) -> marks.put(partition, part.mark()));
        return marks;
    }

    ReplayState finished() {
        return new ReplayState(topic, topicId, true, partitions);
    }
}
