package io.tributary.stack.archive;

import io.tributary.stack.status.ArchiveStatus;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Kafka how far the archive is: what its connector has committed, also while Kafka Connect is down. */
public final class ArchiveProgress implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ArchiveProgress.class);
    /** Connect names the consumer group of a sink so. */
    private static final String GROUP = "connect-" + ArchiveConnector.NAME;

    private static final int TIMEOUT_MS = 5_000;

    private final String bootstrap;
    private Admin admin;
    private volatile Optional<ArchiveStatus> last = Optional.empty();

    /**
     * Connects to nothing yet.
     *
     * @param bootstrap the broker's address
     */
    public ArchiveProgress(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    /** How it was when it was looked at last; empty before. */
    public Optional<ArchiveStatus> last() {
        return last;
    }

    /** Looks; to be called from one thread. If Kafka does not answer, what was known stays. */
    public void look() {
        try {
            if (admin == null) {
                admin = Admin.create(Map.of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        TIMEOUT_MS,
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        TIMEOUT_MS));
            }
            Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>(admin.listConsumerGroupOffsets(GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get());
            committed.values().removeIf(offset -> offset == null);
            Set<String> topics = admin.listTopics().names().get();
            committed.keySet().removeIf(partition -> !topics.contains(partition.topic()));
            last = Optional.of(ArchiveReport.of(committed, ends(committed.keySet())));
        } catch (ExecutionException e) {
            LOG.debug("archive's progress not read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<TopicPartition, Long> ends(Set<TopicPartition> partitions)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, OffsetSpec.latest()));
        ListOffsetsResult answer = admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED));
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (TopicPartition partition : partitions) {
            ends.put(partition, answer.partitionResult(partition).get().offset());
        }
        return ends;
    }

    @Override
    public void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }
}
