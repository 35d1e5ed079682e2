package io.tributary.connectors.archive;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.connect.errors.ConnectException;

/** Asks the cluster. */
final class KafkaTopicIds implements TopicIds {

    /** Connect waits for a task that is to end, but not for long. */
    private static final Map<String, Object> PATIENCE = Map.of(
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000, AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 8_000);

    private final Admin admin;

    /**
     * Connects to nothing yet.
     *
     * @param settings of an admin client
     */
    KafkaTopicIds(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(PATIENCE);
        all.putAll(settings);
        admin = Admin.create(all);
    }

    @Override
    public Map<String, String> of(Collection<String> topics) {
        Map<String, String> ids = new HashMap<>();
        Map<String, KafkaFuture<TopicDescription>> answers =
                admin.describeTopics(topics).topicNameValues();
        answers.forEach((topic, answer) -> {
            try {
                ids.put(topic, answer.get().topicId().toString());
            } catch (ExecutionException e) {
                if (e.getCause() instanceof AuthorizationException) {
                    throw new ConnectException("Kafka does not tell the id of topic " + topic + ": "
                            + e.getCause().getMessage()
                            + "; allow Describe on it to the connector, see " + ArchiveConfig.KAFKA_PREFIX
                            + "* in its configuration");
                }
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw new KafkaUnavailableException(
                            "Kafka does not tell the id of topic " + topic + ": "
                                    + e.getCause().getMessage(),
                            e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KafkaUnavailableException("Interrupted while Kafka was asked for the id of " + topic, e);
            }
        });
        return ids;
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
