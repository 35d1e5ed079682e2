package io.tributary.streams.runtime;

import io.tributary.schemas.naming.Topics;
import io.tributary.streams.topic.OutputTopics;
import io.tributary.streams.topology.CleanTopology;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The app's own topics: the changelogs of the state stores, and the one that moves large values between tasks. They have
 * as many partitions as the widest raw topic. Kafka Streams creates changelogs so, but refuses to start when a wider raw
 * topic appears later. Since the state of raw partition n is in changelog partition n, adding partitions is all that is
 * needed.
 */
final class StateTopics {

    private static final Logger LOG = LoggerFactory.getLogger(StateTopics.class);
    private static final int TIMEOUT_SECONDS = 20;

    private final Admin admin;
    private final String moves;
    private final List<String> changelogs;
    private final short replicationFactor;
    private Set<String> fitted = Set.of();

    StateTopics(Admin admin, String applicationId, int replicationFactor) {
        this.admin = admin;
        this.moves = applicationId + "-moves";
        this.changelogs = List.of(
                applicationId + "-" + CleanTopology.LARGE_VALUES_STORE + "-changelog",
                applicationId + "-" + CleanTopology.PROGRESS_STORE + "-changelog",
                applicationId + "-" + CleanTopology.CONTRACT_STORE + "-changelog");
        this.replicationFactor = (short) replicationFactor;
    }

    /** The topic that takes large values from one partition's task to another's. */
    String moves() {
        return moves;
    }

    /** Fits the app's topics to the raw topics, if there are raw topics that they were not fitted to. */
    synchronized void fitToNewTopics() {
        fit(false);
    }

    /** Fits the app's topics to the raw topics: creates what is missing and adds partitions. */
    synchronized void fit() {
        fit(true);
    }

    /** Logs what it cannot do: it will be tried again, and the stream threads tell what is amiss until then. */
    private void fit(boolean always) {
        try {
            Set<String> names = get(admin.listTopics().names());
            Set<String> raw = new HashSet<>(names);
            raw.removeIf(name -> !Topics.RAW_DATA.matcher(name).matches());
            if (!always && fitted.equals(raw)) {
                return;
            }
            fit(names, raw);
            fitted = raw;
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The app's topics could not be fitted to the raw topics: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void fit(Set<String> names, Set<String> raw)
            throws ExecutionException, InterruptedException, TimeoutException {
        Set<String> own = new HashSet<>(changelogs);
        own.add(moves);
        own.retainAll(names);
        Set<String> all = new HashSet<>(raw);
        all.addAll(own);
        Map<String, Integer> partitions = new HashMap<>();
        get(admin.describeTopics(all).allTopicNames())
                .forEach(
                        (name, topic) -> partitions.put(name, topic.partitions().size()));
        int widest = partitions.values().stream().max(Integer::compare).orElse(1);
        if (!own.contains(moves)) {
            create(widest);
        }
        Map<String, NewPartitions> narrow = new HashMap<>();
        own.stream()
                .filter(name -> partitions.get(name) < widest)
                .forEach(name -> narrow.put(name, NewPartitions.increaseTo(widest)));
        if (!narrow.isEmpty()) {
            get(admin.createPartitions(narrow).all());
            LOG.info("Widened {} to {} partitions", narrow.keySet(), widest);
        }
    }

    private void create(int partitions) throws ExecutionException, InterruptedException, TimeoutException {
        NewTopic topic = new NewTopic(moves, partitions, replicationFactor)
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        Integer.toString(2 * OutputTopics.MAX_RECORD_BYTES)));
        get(admin.createTopics(List.of(topic)).all());
    }

    private static <T> T get(KafkaFuture<T> future) throws ExecutionException, InterruptedException, TimeoutException {
        return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
}
