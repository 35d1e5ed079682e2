package io.tributary.streams.topic;

import io.tributary.schemas.naming.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Output topics on a real broker. */
public final class BrokerOutputTopics implements OutputTopics {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerOutputTopics.class);

    private final Admin admin;
    private final short replicationFactor;
    private final Duration cleanRetention;
    private final Duration deadLetterRetention;

    /**
     * Output topics of a broker.
     *
     * @param admin stays the caller's to close
     * @param cleanRetention how long clean topics keep records; negative means for ever
     * @param deadLetterRetention how long dead-letter topics keep records; negative means for ever
     */
    public BrokerOutputTopics(
            Admin admin, int replicationFactor, Duration cleanRetention, Duration deadLetterRetention) {
        this.admin = admin;
        this.replicationFactor = (short) replicationFactor;
        this.cleanRetention = cleanRetention;
        this.deadLetterRetention = deadLetterRetention;
    }

    @Override
    public int ensure(String topic, String rawTopic) {
        int wanted = partitions(rawTopic);
        Optional<Integer> existing = partitionsIfAny(topic);
        if (existing.isEmpty()) {
            create(topic, wanted);
            return partitionsIfAny(topic).orElse(wanted);
        }
        if (existing.get() < wanted) {
            widen(topic, wanted);
            return wanted;
        }
        return existing.get();
    }

    private void create(String topic, int partitions) {
        Duration retention = topic.startsWith(Topics.CLEAN_PREFIX) ? cleanRetention : deadLetterRetention;
        NewTopic wanted = new NewTopic(topic, partitions, replicationFactor)
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(Math.max(retention.toMillis(), -1)),
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        Integer.toString(MAX_DEAD_LETTER_BYTES)));
        try {
            get(admin.createTopics(List.of(wanted)).all(), "create topic " + topic);
            LOG.info("Created topic {} with {} partitions", topic, partitions);
        } catch (BrokerUnavailableException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private void widen(String topic, int partitions) {
        get(
                admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions)))
                        .all(),
                "add partitions to topic " + topic);
        LOG.info("Widened topic {} to {} partitions", topic, partitions);
    }

    private Optional<Integer> partitionsIfAny(String topic) {
        try {
            return Optional.of(get(admin.describeTopics(List.of(topic)).allTopicNames(), "describe topic " + topic)
                    .get(topic)
                    .partitions()
                    .size());
        } catch (BrokerUnavailableException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public int partitions(String rawTopic) {
        return partitionsIfAny(rawTopic).orElse(1);
    }

    @Override
    public Set<String> rawTopics() {
        return get(admin.listTopics().names(), "list the topics").stream()
                .filter(topic -> Topics.RAW_DATA.matcher(topic).matches())
                .collect(Collectors.toSet());
    }

    private static <T> T get(KafkaFuture<T> future, String action) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new BrokerUnavailableException(
                    "The broker did not " + action + ": " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerUnavailableException("Interrupted while waiting for the broker to " + action, e);
        }
    }
}
