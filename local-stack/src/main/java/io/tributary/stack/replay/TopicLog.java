package io.tributary.stack.replay;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What Kafka knows of its topics. Every method throws a StackException if Kafka does not answer. */
interface TopicLog {

    /**
     * What a partition holds.
     *
     * @param earliest first offset
     * @param end offset behind the last committed one
     */
    record Bounds(long earliest, long end) {}

    Set<String> topics();

    /** By partition. */
    Map<Integer, Bounds> bounds(String topic);

    /** By partition the offset of the first record of a time or later; partitions without one are left out. */
    Map<Integer, Long> offsetsAt(String topic, Instant time);

    /** The oldest time among the records at, or next to, these offsets; empty if there are none. */
    Optional<Instant> timeOf(String topic, Map<Integer, Long> offsets);

    /** The newest time of a record; empty if there is none. */
    Optional<Instant> newest(String topic);

    /** What a topic takes on the brokers' disks, in bytes, all copies counted once. */
    long bytes(String topic);
}
