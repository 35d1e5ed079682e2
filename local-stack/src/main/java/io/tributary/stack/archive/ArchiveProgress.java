package io.tributary.stack.archive;

import io.tributary.stack.config.ArchiveConfig;
import io.tributary.stack.status.ArchiveStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
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
    private final Pattern topics;
    private Admin admin;
    private volatile Optional<ArchiveStatus> last = Optional.empty();

    /**
     * Connects to nothing yet.
     *
     * @param bootstrap the broker's address
     * @param archive tells what is to be archived
     */
    public ArchiveProgress(String bootstrap, ArchiveConfig archive) {
        this.bootstrap = bootstrap;
        this.topics = ArchiveConnector.topics(archive);
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
            Instant now = Instant.now();
            // What is committed is asked for first, so that nothing that comes meanwhile is taken for archived.
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get();
            last = Optional.of(ArchiveReport.of(committed, held(partitions()), now));
        } catch (ExecutionException e) {
            LOG.debug("archive's progress not read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<TopicPartition> partitions() throws ExecutionException, InterruptedException {
        List<String> archived = admin.listTopics().names().get().stream()
                .filter(topic -> topics.matcher(topic).matches())
                .toList();
        return admin.describeTopics(archived).allTopicNames().get().values().stream()
                .flatMap(topic ->
                        topic.partitions().stream().map(each -> new TopicPartition(topic.name(), each.partition())))
                .toList();
    }

    private Map<TopicPartition, ArchiveReport.Bounds> held(List<TopicPartition> partitions)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, ListOffsetsResultInfo> begins = offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, ListOffsetsResultInfo> ends = offsets(partitions, OffsetSpec.latest());
        return partitions.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        each -> new ArchiveReport.Bounds(
                                begins.get(each).offset(), ends.get(each).offset())));
    }

    private Map<TopicPartition, ListOffsetsResultInfo> offsets(List<TopicPartition> partitions, OffsetSpec spec)
            throws ExecutionException, InterruptedException {
        return admin.listOffsets(
                        partitions.stream().collect(Collectors.toMap(Function.identity(), each -> spec)),
                        new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get();
    }

    @Override
    public void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }
}
