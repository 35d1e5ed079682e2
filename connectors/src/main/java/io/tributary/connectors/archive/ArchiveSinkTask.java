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
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Archives the partitions that Connect assigns to it. Where a partition goes on, the bucket says; the offsets committed
 * in Kafka only show how far it is.
 */
public final class ArchiveSinkTask extends SinkTask {

    private static final Logger LOG = LoggerFactory.getLogger(ArchiveSinkTask.class);

    private final Map<TopicPartition, PartitionArchive> partitions = new HashMap<>();
    /** Partitions that were rewound: what Connect hands over for them until then is from before. */
    private final Set<TopicPartition> rewound = new HashSet<>();

    private ArchiveConfig config;
    private ObjectStore store;
    private Archive archive;
    private SchemaArchive schemas;
    private boolean checked;

    @Override
    public String version() {
        return ArchiveSinkConnector.implementationVersion();
    }

    @Override
    public void start(Map<String, String> props) {
        config = new ArchiveConfig(props);
        store = new S3ObjectStore(config.s3());
        archive = new Archive(store, config.layout());
        schemas = new SchemaArchive(store, config.layout(), config.registry().map(HttpSchemaRegistry::new));
    }

    @Override
    public void open(Collection<TopicPartition> assigned) {
        // The bucket is asked in put(), where Connect repeats what fails.
        assigned.forEach(partition -> partitions.put(partition, new PartitionArchive(partition, config)));
    }

    @Override
    public void close(Collection<TopicPartition> revoked) {
        for (TopicPartition partition : revoked) {
            PartitionArchive gone = partitions.remove(partition);
            if (gone != null) {
                gone.drop();
            }
            rewound.remove(partition);
        }
    }

    /**
     * Uploads what is complete and then takes the records in. In this order, a batch that Connect repeats after a failure
     * is one of which nothing was taken in.
     */
    @Override
    public void put(Collection<SinkRecord> records) {
        long now = TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
        try {
            upload(now);
        } catch (StoreUnavailableException | RegistryUnavailableException e) {
            context.timeout(config.retryBackoffMs());
            throw new RetriableException(e.getMessage(), e);
        } catch (StoreRefusedException e) {
            LOG.error("The store refuses", e);
            // Without its cause: those who show a task's error to people show the deepest one, which knows no remedy.
            throw new ConnectException(e.getMessage());
        }
        for (SinkRecord record : records) {
            TopicPartition partition = new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
            if (!rewound.contains(partition)) {
                partitions.get(partition).append(RawRecord.of(record), now);
            }
        }
        rewound.clear();
        callAgain(now);
    }

    private void upload(long now) {
        if (!checked) {
            store.check();
            checked = true;
        }
        for (Map.Entry<TopicPartition, PartitionArchive> entry : partitions.entrySet()) {
            PartitionArchive partition = entry.getValue();
            partition.sealIfOld(now);
            partition.upload(archive, schemas);
            if (!partition.begun()) {
                long next = partition.begin(archive);
                rewound.add(entry.getKey());
                context.offset(entry.getKey(), next);
            }
        }
    }

    /** Connect calls when records arrive; files become due without. */
    private void callAgain(long now) {
        long soonest = Long.MAX_VALUE;
        for (PartitionArchive partition : partitions.values()) {
            if (partition.hasWaiting()) {
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
            if (state.begun()) {
                archived.put(partition, new OffsetAndMetadata(state.archived()));
            }
        });
        return archived;
    }

    @Override
    public void stop() {
        partitions.values().forEach(PartitionArchive::drop);
        partitions.clear();
        if (store != null) {
            store.close();
        }
    }
}
