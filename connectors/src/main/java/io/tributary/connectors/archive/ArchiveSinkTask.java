package io.tributary.connectors.archive;

import io.tributary.connectors.archive.store.ObjectStore;
import io.tributary.connectors.archive.store.S3ObjectStore;
import io.tributary.connectors.archive.store.StoreRefusedException;
import io.tributary.connectors.archive.store.StoreUnavailableException;
import io.tributary.schemas.registry.HttpSchemaRegistry;
import io.tributary.schemas.registry.RegistryUnavailableException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Archives the partitions that Connect assigns to it. Where a partition goes on, the bucket says; the offsets committed
 * in Kafka only show how far it is, and what is wrong.
 */
public final class ArchiveSinkTask extends SinkTask {

    private static final Logger LOG = LoggerFactory.getLogger(ArchiveSinkTask.class);

    /** Topics that were made again are noticed so late at most; before a file is uploaded, always. */
    private static final long ASK_IDS_EVERY_MS = 10_000;

    private final Function<ArchiveConfig, TopicIds> ids;
    private final Function<ArchiveConfig, RawLog> logs;
    private final LongSupplier clock;
    private final Map<TopicPartition, PartitionArchive> partitions = new HashMap<>();
    /** Partitions that were rewound: what Connect hands over for them until then is from before. */
    private final Set<TopicPartition> rewound = new HashSet<>();

    private final Trouble trouble = new Trouble();
    private ArchiveConfig config;
    private ObjectStore store;
    private TopicIds topicIds;
    private RawLog log;
    private Archive archive;
    private SchemaArchive schemas;
    private boolean checked;
    /** Whether the store was away until the last call, perhaps for longer than Kafka keeps what was to be read. */
    private boolean recovered;

    private long idsAskedAt;

    /** For Connect. */
    public ArchiveSinkTask() {
        this(
                config -> new KafkaTopicIds(config.kafka()),
                config -> new KafkaRawLog(config.kafka()),
                () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
    }

    /**
     * A task.
     *
     * @param ids gives the topics' ids
     * @param logs shows their logs
     * @param clock milliseconds since any fixed moment
     */
    ArchiveSinkTask(Function<ArchiveConfig, TopicIds> ids, Function<ArchiveConfig, RawLog> logs, LongSupplier clock) {
        this.ids = ids;
        this.logs = logs;
        this.clock = clock;
    }

    @Override
    public String version() {
        return ArchiveSinkConnector.implementationVersion();
    }

    @Override
    public void start(Map<String, String> props) {
        config = new ArchiveConfig(props);
        store = new S3ObjectStore(config.s3());
        topicIds = ids.apply(config);
        log = logs.apply(config);
        archive = new Archive(store, config.layout());
        schemas = new SchemaArchive(store, config.layout(), config.registry().map(HttpSchemaRegistry::new));
    }

    @Override
    public void open(Collection<TopicPartition> assigned) {
        // The bucket is asked in put(), where Connect repeats what fails.
        assigned.forEach(partition -> partitions.put(partition, new PartitionArchive(partition, config, log)));
    }

    /** What is not in the archive yet is read again from Kafka, unless Kafka does not have it any more. */
    @Override
    public void close(Collection<TopicPartition> revoked) {
        List<TopicPartition> unsaved = revoked.stream()
                .filter(partition -> partitions.containsKey(partition)
                        && partitions.get(partition).hasUnsaved())
                .toList();
        if (!unsaved.isEmpty()) {
            saveDeleted(unsaved);
        }
        for (TopicPartition partition : revoked) {
            PartitionArchive gone = partitions.remove(partition);
            if (gone != null) {
                gone.drop();
            }
            rewound.remove(partition);
        }
    }

    private void saveDeleted(List<TopicPartition> unsaved) {
        try {
            Map<String, String> there =
                    topicIds.of(unsaved.stream().map(TopicPartition::topic).collect(Collectors.toSet()));
            for (TopicPartition partition : unsaved) {
                if (!there.containsKey(partition.topic())) {
                    partitions.get(partition).advance(Optional.empty(), archive, schemas, clock.getAsLong());
                }
            }
        } catch (StoreUnavailableException
                | StoreRefusedException
                | RegistryUnavailableException
                | KafkaUnavailableException
                | ConnectException e) {
            LOG.warn("If one of {} was deleted, its last records are not in the archive", unsaved, e);
        }
    }

    /**
     * Uploads what is complete and then takes the records in. In this order, a batch that Connect repeats after a failure
     * is one of which nothing was taken in.
     */
    @Override
    public void put(Collection<SinkRecord> records) {
        long now = clock.getAsLong();
        try {
            advance(now);
            if (trouble.isOver()) {
                commitIf(true);
                // What Connect has handed over already comes first.
                recovered = true;
            }
        } catch (StoreUnavailableException | RegistryUnavailableException | KafkaUnavailableException e) {
            commitIf(trouble.is(e.getMessage(), System.currentTimeMillis()));
            context.timeout(config.retryBackoffMs());
            throw new RetriableException(e.getMessage(), e);
        } catch (StoreRefusedException e) {
            LOG.error("The store refuses", e);
            // Without its cause: those who show a task's error to people show the deepest one, which knows no remedy.
            throw new ConnectException(e.getMessage());
        }
        for (SinkRecord record : records) {
            TopicPartition partition = new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
            PartitionArchive target = partitions.get(partition);
            if (target.begun() && !rewound.contains(partition)) {
                target.append(RawRecord.of(record), now);
            }
        }
        rewound.clear();
        callAgain(now);
    }

    private void advance(long now) {
        if (!checked) {
            store.check();
            checked = true;
        }
        partitions.values().forEach(partition -> partition.sealIfOld(now));
        boolean due = recovered || now - idsAskedAt >= ASK_IDS_EVERY_MS;
        if (partitions.isEmpty() || !due && partitions.values().stream().noneMatch(PartitionArchive::wantsToAdvance)) {
            return;
        }
        Map<String, String> ids = topicIds.of(
                partitions.keySet().stream().map(TopicPartition::topic).collect(Collectors.toSet()));
        idsAskedAt = now;
        partitions.forEach((partition, state) -> {
            Optional<Uuid> id = Optional.ofNullable(ids.get(partition.topic())).map(Uuid::fromString);
            if (recovered && id.isPresent() && state.begun()) {
                state.lookForDropped(now);
            }
            OptionalLong before = state.archived();
            boolean stood = state.trouble().isThere();
            OptionalLong wanted = state.advance(id, archive, schemas, now);
            wanted.ifPresent(next -> {
                rewound.add(partition);
                context.offset(partition, next);
            });
            commitIf(
                    !before.equals(state.archived()) || stood != state.trouble().isThere());
        });
        recovered = false;
    }

    /** So that what others see of it is not as old as Connect's interval for commits. */
    private void commitIf(boolean news) {
        if (news) {
            context.requestCommit();
        }
    }

    /** Connect calls when records arrive; files become due without. */
    private void callAgain(long now) {
        long soonest = Long.MAX_VALUE;
        for (PartitionArchive partition : partitions.values()) {
            if (partition.wantsToAdvance()) {
                soonest = now;
            }
            OptionalLong due = partition.dueAt();
            soonest = Math.min(soonest, due.orElse(soonest));
        }
        if (soonest < Long.MAX_VALUE) {
            context.timeout(Math.max(1, soonest - now));
        }
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> currentOffsets) {
        Map<TopicPartition, OffsetAndMetadata> archived = new HashMap<>();
        partitions.forEach((partition, state) -> {
            OptionalLong known = state.archived();
            if (currentOffsets.containsKey(partition)) {
                long delivered = currentOffsets.get(partition).offset();
                // If none is known, nothing was taken in yet, and this is where Connect began. What it has not
                // delivered, such
                // as markers, it refuses until it has gone where it was told to go.
                long offset = Math.min(known.orElse(delivered), delivered);
                archived.put(partition, new OffsetAndMetadata(offset, trouble(state)));
            }
        });
        return archived;
    }

    private String trouble(PartitionArchive partition) {
        return partition.trouble().isThere() ? partition.trouble().text() : trouble.text();
    }

    @Override
    public void stop() {
        partitions.values().forEach(PartitionArchive::drop);
        partitions.clear();
        if (store != null) {
            store.close();
        }
        if (topicIds != null) {
            topicIds.close();
        }
        if (log != null) {
            log.close();
        }
    }
}
