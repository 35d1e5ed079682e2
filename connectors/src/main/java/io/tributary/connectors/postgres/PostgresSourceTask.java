package io.tributary.connectors.postgres;

import io.debezium.config.CommonConnectorConfig;
import io.debezium.config.Configuration;
import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.PostgresConnectorTask;
import io.debezium.connector.postgresql.PostgresOffsetContext;
import io.debezium.connector.postgresql.PostgresPartition;
import io.debezium.pipeline.ChangeEventSourceCoordinator;
import io.debezium.pipeline.spi.OffsetContext;
import io.debezium.pipeline.spi.Offsets;
import io.debezium.pipeline.spi.Partition;
import io.debezium.relational.TableId;
import io.debezium.spi.topic.TopicNamingStrategy;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Debezium's task, which takes a first snapshot that was cut off again from the beginning, but would leave what the first
 * attempt has read as it is and would keep the slot that was made for it. Here every attempt gets a slot of its own, whose
 * snapshot it reads, and the attempts before it are truncated away: see ADR 8.
 */
public final class PostgresSourceTask extends PostgresConnectorTask {

    private PostgresConnectorConfig settings;
    private boolean starting;

    /** What to send before anything else; null if nothing. */
    private SnapshotRestart restart;

    @Override
    public ChangeEventSourceCoordinator<PostgresPartition, PostgresOffsetContext> start(Configuration config) {
        settings = new PostgresConnectorConfig(config);
        starting = true;
        restart = null;
        return super.start(config);
    }

    /** Debezium asks for the offsets at every start, before it looks for the slot, and now and then while it runs. */
    @Override
    protected Offsets<PostgresPartition, PostgresOffsetContext> getPreviousOffsets(
            Partition.Provider<PostgresPartition> provider, OffsetContext.Loader<PostgresOffsetContext> loader) {
        Offsets<PostgresPartition, PostgresOffsetContext> offsets = super.getPreviousOffsets(provider, loader);
        if (starting) {
            starting = false;
            startClean(offsets.getTheOnlyOffset());
        }
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

    @Override
    public List<SourceRecord> doPoll() throws InterruptedException {
        List<SourceRecord> records = super.doPoll();
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

    @SuppressWarnings("unchecked")
    private List<SourceRecord> truncates(SourceRecord first) {
        TopicNamingStrategy<TableId> topics =
                settings.getTopicNamingStrategy(CommonConnectorConfig.TOPIC_NAMING_STRATEGY);
        return getSchema().tableIds().stream()
                .filter(restart::reads)
                .sorted()
                .map(table -> restart.truncate(
                        table,
                        topics.dataChangeTopic(table),
                        getSchema().schemaFor(table).getEnvelopeSchema(),
                        first))
                .toList();
    }
}
