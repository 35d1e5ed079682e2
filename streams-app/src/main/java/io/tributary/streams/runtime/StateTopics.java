package io.tributary.streams.runtime;

import io.tributary.schemas.naming.Topics;
import io.tributary.streams.topology.CleanTopology;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The changelog topics of the state stores. They have as many partitions as the widest raw topic; Kafka Streams creates
 * them so, but refuses to start when a raw topic with more partitions appears later. Since the state of raw partition n
 * is in changelog partition n, adding partitions is all that is needed.
 */
final class StateTopics {

    private static final Logger LOG = LoggerFactory.getLogger(StateTopics.class);
    private static final int TIMEOUT_SECONDS = 20;

    private final Admin admin;
    private final List<String> changelogs;

    StateTopics(Admin admin, String applicationId) {
        this.admin = admin;
        this.changelogs = Stream.of(CleanTopology.LARGE_VALUES_STORE, CleanTopology.PROGRESS_STORE)
                .map(store -> applicationId + "-" + store + "-changelog")
                .toList();
    }

    /** Gives the changelogs that exist as many partitions as the widest raw topic. Logs what it cannot do. */
    void widen() {
        try {
            Set<String> names = admin.listTopics().names().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            int widest =
                    partitions(names.stream()
                                    .filter(name ->
                                            Topics.RAW_DATA.matcher(name).matches())
                                    .toList())
                            .values()
                            .stream()
                            .max(Integer::compare)
                            .orElse(0);
            Map<String, NewPartitions> narrow =
                    partitions(changelogs.stream().filter(names::contains).toList()).entrySet().stream()
                            .filter(changelog -> changelog.getValue() < widest)
                            .collect(
                                    Collectors.toMap(Map.Entry::getKey, changelog -> NewPartitions.increaseTo(widest)));
            if (!narrow.isEmpty()) {
                admin.createPartitions(narrow).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
                LOG.info("Widened {} to {} partitions", narrow.keySet(), widest);
            }
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The changelog topics could not be compared with the raw topics: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, Integer> partitions(List<String> topics)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<String, TopicDescription> descriptions =
                admin.describeTopics(topics).allTopicNames().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        return descriptions.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, topic -> topic.getValue()
                .partitions()
                .size()));
    }
}
