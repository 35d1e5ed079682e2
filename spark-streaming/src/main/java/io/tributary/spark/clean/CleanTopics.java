package io.tributary.spark.clean;

import io.tributary.schemas.naming.Dataset;
import io.tributary.schemas.naming.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** What the broker says of the clean topics: which there are, which ids they have, where they end. Thread-safe. */
public final class CleanTopics implements TopicIds, TopicExtents, AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Admin admin;
    private final Map<String, String> ids = new ConcurrentHashMap<>();

    public CleanTopics(Admin admin) {
        this.admin = admin;
    }

    /** The datasets that have a clean topic now. */
    public List<Dataset> datasets() {
        return await(admin.listTopics().names()).stream()
                .filter(topic -> Topics.CLEAN.matcher(topic).matches())
                .sorted()
                .flatMap(topic -> Dataset.ofTopic(topic).stream())
                .toList();
    }

    @Override
    public String idOf(String topic) {
        return ids.computeIfAbsent(
                topic, name -> describe(List.of(name)).get(name).topicId().toString());
    }

    /** Asks again for the ids of these topics; one that was made again has another. */
    public void refresh(Collection<String> topics) {
        describe(topics).forEach((name, topic) -> ids.put(name, topic.topicId().toString()));
    }

    @Override
    public Map<Dataset, TopicExtent> extents() {
        List<Dataset> datasets = datasets();
        Set<String> names = datasets.stream().map(Dataset::cleanTopic).collect(Collectors.toSet());
        Map<String, TopicDescription> topics = describe(names);
        // One that was deleted, or was and is made again, has another id than the one that is known.
        ids.keySet().retainAll(names);
        topics.forEach((name, topic) -> ids.put(name, topic.topicId().toString()));
        Map<String, Map<Integer, Long>> begins = offsets(topics, OffsetSpec.earliest());
        Map<String, Map<Integer, Long>> ends = offsets(topics, OffsetSpec.latest());
        return datasets.stream()
                .collect(Collectors.toMap(
                        each -> each,
                        each -> new TopicExtent(begins.get(each.cleanTopic()), ends.get(each.cleanTopic()))));
    }

    /** Per topic and partition the offset after the last record that a reader of committed records sees. */
    public Map<String, Map<Integer, Long>> endOffsets(Collection<String> topics) {
        return offsets(describe(topics), OffsetSpec.latest());
    }

    /** Per topic and partition the first offset that the brokers still have. */
    public Map<String, Map<Integer, Long>> earliestOffsets(Collection<String> topics) {
        return offsets(describe(topics), OffsetSpec.earliest());
    }

    private Map<String, Map<Integer, Long>> offsets(Map<String, TopicDescription> topics, OffsetSpec spec) {
        if (topics.isEmpty()) {
            return Map.of();
        }
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        topics.forEach((topic, description) -> description
                .partitions()
                .forEach(partition -> wanted.put(new TopicPartition(topic, partition.partition()), spec)));
        var listed = admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all();
        Map<String, Map<Integer, Long>> offsets = new TreeMap<>();
        await(listed)
                .forEach((partition, result) -> offsets.computeIfAbsent(partition.topic(), topic -> new TreeMap<>())
                        .put(partition.partition(), result.offset()));
        return offsets;
    }

    private Map<String, TopicDescription> describe(Collection<String> topics) {
        return topics.isEmpty()
                ? Map.of()
                : await(admin.describeTopics(topics).allTopicNames()).entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The Kafka brokers do not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the Kafka brokers", e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(2));
    }
}
