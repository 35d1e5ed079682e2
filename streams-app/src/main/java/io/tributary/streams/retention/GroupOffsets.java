package io.tributary.streams.retention;

import io.tributary.schemas.naming.Topics;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks the broker how far the app is with raw topics, and where they begin. */
public final class GroupOffsets implements RawOffsets {

    private static final int TIMEOUT_SECONDS = 20;

    private final Admin admin;
    private final String group;

    /** @param admin stays the caller's to close */
    public GroupOffsets(Admin admin, String group) {
        this.admin = admin;
        this.group = group;
    }

    @Override
    public Map<TopicPartition, Long> committed() throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetAndMetadata> offsets =
                get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        return offsets.entrySet().stream()
                .filter(entry -> entry.getValue() != null
                        && Topics.RAW_DATA.matcher(entry.getKey().topic()).matches())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    @Override
    public Map<TopicPartition, Long> begins(Collection<TopicPartition> partitions)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, Long> begins = new HashMap<>();
        ListOffsetsResult offsets = admin.listOffsets(
                partitions.stream().collect(Collectors.toMap(partition -> partition, any -> OffsetSpec.earliest())));
        for (TopicPartition partition : partitions) {
            try {
                begins.put(partition, get(offsets.partitionResult(partition)).offset());
            } catch (ExecutionException e) {
                // The group still knows a topic for a while that was deleted.
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        }
        return begins;
    }

    private static <T> T get(KafkaFuture<T> future) throws ExecutionException, InterruptedException, TimeoutException {
        return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
}
