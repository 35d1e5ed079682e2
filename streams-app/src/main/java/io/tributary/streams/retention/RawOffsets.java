package io.tributary.streams.retention;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.TopicPartition;

/** Offsets of raw topics, by partition. */
interface RawOffsets {

    /** What the app has committed: all before it is cleaned. */
    Map<TopicPartition, Long> committed() throws ExecutionException, InterruptedException, TimeoutException;

    /** The first offsets that Kafka still has; without partitions that are not there. */
    Map<TopicPartition, Long> begins(Collection<TopicPartition> partitions)
            throws ExecutionException, InterruptedException, TimeoutException;
}
