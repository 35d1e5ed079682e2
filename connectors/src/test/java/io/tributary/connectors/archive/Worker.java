package io.tributary.connectors.archive;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** Does with a task what a Connect worker does, for one partition of a log that lives in a list. */
final class Worker {

    static final TopicPartition PARTITION = new TopicPartition("raw.shop.public.orders", 0);

    private final ArchiveSinkTask task = new ArchiveSinkTask();
    private final List<SinkRecord> log;
    private final int batchSize;
    private final Context context = new Context();
    private List<SinkRecord> batch = List.of();
    private long position;

    Worker(Map<String, String> config, List<SinkRecord> log, int batchSize, long position) {
        this.log = log;
        this.batchSize = batchSize;
        this.position = position;
        task.initialize(context);
        task.start(config);
        task.open(List.of(PARTITION));
    }

    static SinkRecord record(long offset, byte[] key, byte[] value) {
        ConnectHeaders headers = new ConnectHeaders();
        headers.add("h", new byte[] {(byte) offset}, null);
        return new SinkRecord(
                PARTITION.topic(),
                PARTITION.partition(),
                null,
                key,
                null,
                value,
                offset,
                1_790_000_000_000L + offset,
                TimestampType.CREATE_TIME,
                headers);
    }

    /** One round of Connect's loop; a batch that failed and may be repeated comes again. */
    void round() {
        if (batch.isEmpty()) {
            Long sought = context.offsets.remove(PARTITION);
            position = sought == null ? position : sought;
            batch = new ArrayList<>();
            for (SinkRecord record : log) {
                if (record.kafkaOffset() >= position && batch.size() < batchSize) {
                    batch.add(record);
                }
            }
            position = batch.isEmpty() ? position : batch.get(batch.size() - 1).kafkaOffset() + 1;
        } else if (context.offsets.containsKey(PARTITION)) {
            position = context.offsets.remove(PARTITION);
        }
        try {
            task.put(batch);
            batch = List.of();
        } catch (RetriableException e) {
            failures.add(e.getMessage());
        }
    }

    final List<String> failures = new ArrayList<>();

    /** Hands one record over, wherever the log stands. */
    void deliver(SinkRecord record) {
        task.put(List.of(record));
    }

    void rounds(int count) {
        for (int i = 0; i < count; i++) {
            round();
        }
    }

    long archived() {
        var offset = task.preCommit(Map.of()).get(PARTITION);
        return offset == null ? 0 : offset.offset();
    }

    void stop() {
        task.close(List.of(PARTITION));
        task.stop();
    }

    private static final class Context implements SinkTaskContext {

        private final Map<TopicPartition, Long> offsets = new HashMap<>();

        @Override
        public Map<String, String> configs() {
            return Map.of();
        }

        @Override
        public void offset(Map<TopicPartition, Long> wanted) {
            offsets.putAll(wanted);
        }

        @Override
        public void offset(TopicPartition partition, long wanted) {
            offsets.put(partition, wanted);
        }

        @Override
        public void timeout(long timeoutMs) {
            // The test decides when the next round is.
        }

        @Override
        public Set<TopicPartition> assignment() {
            return Set.of(PARTITION);
        }

        @Override
        public void pause(TopicPartition... partitions) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void resume(TopicPartition... partitions) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void requestCommit() {
            throw new UnsupportedOperationException();
        }

        @Override
        public PluginMetrics pluginMetrics() {
            return null;
        }

        @Override
        public ErrantRecordReporter errantRecordReporter() {
            return null;
        }
    }
}
