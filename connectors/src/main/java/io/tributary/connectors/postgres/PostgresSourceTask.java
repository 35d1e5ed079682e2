package io.tributary.connectors.postgres;

import io.debezium.config.CommonConnectorConfig;
import io.debezium.config.Configuration;
import io.debezium.connector.SnapshotType;
import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.PostgresConnectorTask;
import io.debezium.connector.postgresql.PostgresOffsetContext;
import io.debezium.connector.postgresql.PostgresPartition;
import io.debezium.data.Envelope;
import io.debezium.pipeline.ChangeEventSourceCoordinator;
import io.debezium.pipeline.spi.OffsetContext;
import io.debezium.pipeline.spi.Offsets;
import io.debezium.pipeline.spi.Partition;
import io.debezium.relational.TableId;
import io.debezium.spi.topic.TopicNamingStrategy;
import io.tributary.connectors.postgres.SnapshotRequest.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Debezium's task, whose snapshots come to their end whatever happens to it.
 *
 * <p>A first snapshot that was cut off Debezium takes again from the beginning, but would leave what the first attempt has
 * read as it is and would keep the slot that was made for it. Here every attempt gets a slot of its own, whose snapshot it
 * reads, and the attempts before it are truncated away: see ADR 8. A later snapshot that was cut off or failed Debezium
 * would forget about; here it is asked for again: see ADR 11.
 */
public final class PostgresSourceTask extends PostgresConnectorTask {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresSourceTask.class);

    private PostgresConnectorConfig settings;
    private TopicNamingStrategy<TableId> topics;
    private boolean starting;

    /** The offset at the start as it is stored; null if there is none. */
    private Map<String, ?> stored;

    /** What to send before anything else; null if nothing. */
    private SnapshotRestart restart;

    private SnapshotWatch watch;

    @Override
    @SuppressWarnings("unchecked")
    public ChangeEventSourceCoordinator<PostgresPartition, PostgresOffsetContext> start(Configuration config) {
        settings = new PostgresConnectorConfig(config);
        topics = settings.getTopicNamingStrategy(CommonConnectorConfig.TOPIC_NAMING_STRATEGY);
        starting = true;
        stored = null;
        restart = null;
        watch = null;
        return super.start(config);
    }

    /** Debezium asks for the offsets at every start, before it looks for the slot, and now and then while it runs. */
    @Override
    protected Offsets<PostgresPartition, PostgresOffsetContext> getPreviousOffsets(
            Partition.Provider<PostgresPartition> provider, OffsetContext.Loader<PostgresOffsetContext> loader) {
        if (!starting) {
            return super.getPreviousOffsets(provider, loader);
        }
        starting = false;
        Offsets<PostgresPartition, PostgresOffsetContext> offsets = super.getPreviousOffsets(provider, offset -> {
            stored = offset;
            return loader.load(offset);
        });
        startClean(offsets.getTheOnlyOffset());
        askAgain(offsets.getTheOnlyOffset());
        return offsets;
    }

    private void startClean(PostgresOffsetContext offset) {
        boolean unfinished = offset == null || offset.isInitialSnapshotRunning();
        if (settings.getSnapshotMode() == PostgresConnectorConfig.SnapshotMode.INITIAL && unfinished) {
            long position = new StaleSlot(settings).drop();
            // Rows and offset are committed together: without an offset no row was.
            restart =
                    offset == null ? null : new SnapshotRestart(settings.getDataCollectionsToBeSnapshotted(), position);
        }
    }

    private void askAgain(PostgresOffsetContext offset) {
        RequestedSnapshots requested = RequestedSnapshots.of(stored);
        SignalTable signals = new SignalTable(settings);
        if (offset != null) {
            if (offset.getSnapshot().filter(SnapshotType.BLOCKING::equals).isPresent()) {
                // It is over. Debezium would take all that it streams from now on for a part of it.
                offset.postSnapshotCompletion();
            }
            List<TableId> goingOn = offset.getIncrementalSnapshotContext().getDataCollections().stream()
                    .map(collection -> (TableId) collection.getId())
                    .toList();
            List<SnapshotRequest> cutOff = requested.cutOff(request -> request.kind() == Kind.INCREMENTAL
                    && goingOn.stream().anyMatch(id -> request.isOf(id.schema(), id.table())));
            signals.askAgain(cutOff).forEach(requested::forget);
        }
        watch = new SnapshotWatch(
                topics.dataChangeTopic(signals.id()),
                settings.getNotificationTopic(),
                requested,
                stored,
                this::truncate,
                signals::askAgain,
                System::nanoTime);
    }

    @Override
    public List<SourceRecord> doPoll() throws InterruptedException {
        List<SourceRecord> records = watch.pass(super.doPoll());
        if (restart == null || records.isEmpty()) {
            return records;
        }
        // Transactions end between batches: either all of the truncates are there or none, and the snapshot starts
        // again.
        List<SourceRecord> all = new ArrayList<>(truncates(records.get(0)));
        all.addAll(records);
        restart = null;
        return all;
    }

    private List<SourceRecord> truncates(SourceRecord first) {
        return getSchema().tableIds().stream()
                .filter(restart::reads)
                .sorted()
                .map(table -> restart.truncate(table, topics.dataChangeTopic(table), envelope(table), first))
                .toList();
    }

    private Optional<SourceRecord> truncate(SnapshotRequest request, SourceRecord asked) {
        Optional<TableId> table = getSchema().tableIds().stream()
                .filter(id -> request.isOf(id.schema(), id.table()))
                .findFirst();
        if (table.isEmpty()) {
            LOG.warn(
                    "the table {}.{} is gone again, nothing is read of it and nothing taken away",
                    request.schema(),
                    request.table());
        }
        long position = ((Struct) asked.value()).getStruct("source").getInt64("lsn");
        return table.map(id -> TruncateRecord.of(id, topics.dataChangeTopic(id), envelope(id), position, asked));
    }

    private Envelope envelope(TableId table) {
        return getSchema().schemaFor(table).getEnvelopeSchema();
    }
}
