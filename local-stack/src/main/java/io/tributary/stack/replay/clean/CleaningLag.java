package io.tributary.stack.replay.clean;

import io.tributary.stack.topic.TopicReader;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** How far the Streams app is behind a raw topic. */
final class CleaningLag {

    private static final String GROUP = "tributary-streams";
    private static final long LOOK_EVERY_NANOS = 500_000_000L;

    private final TopicReader reader;
    private final String topic;

    CleaningLag(TopicReader reader, String topic) {
        this.reader = reader;
        this.topic = topic;
    }

    /** Waits until the app has cleaned all that is in the topic now. */
    void await(LongConsumer progress) {
        Map<TopicPartition, Long> ends = ends();
        while (true) {
            long lag = lag(ends);
            progress.accept(lag);
            if (lag == 0) {
                return;
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    private Map<TopicPartition, Long> ends() {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        TopicReader.get(reader.admin().describeTopics(java.util.List.of(topic)).allTopicNames())
                .get(topic)
                .partitions()
                .forEach(each -> wanted.put(new TopicPartition(topic, each.partition()), OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        TopicReader.get(reader.admin()
                        .listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                        .all())
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private long lag(Map<TopicPartition, Long> ends) {
        Map<TopicPartition, OffsetAndMetadata> cleaned =
                TopicReader.get(reader.admin().listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata());
        return ends.entrySet().stream()
                .mapToLong(end -> {
                    OffsetAndMetadata at = cleaned.get(end.getKey());
                    return Math.max(0, end.getValue() - (at == null ? 0 : at.offset()));
                })
                .sum();
    }
}
