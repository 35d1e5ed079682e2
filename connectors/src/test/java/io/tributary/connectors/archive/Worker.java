package io.tributary.connectors.archive;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** Does with a task what a Connect worker does, for a log that lives in a list. */
final class Worker {

    static final TopicPartition PARTITION = new TopicPartition("raw.shop.public.orders", 0);
    static final String TOPIC_ID = "Jq1cVJ0jSSKPQVSqvYLu6A";

    final List<String> failures = new ArrayList<>();
    /** What the cluster says topics' ids are. */
    final Map<String, String> topicIds = new ConcurrentHashMap<>();
    /** Milliseconds that the task's clock shows. */
    long now = 1_000_000;

    /** Offset behind the markers at the log's end, by partition; of others, the log ends in a record. */
    final Map<TopicPartition, Long> ends = new HashMap<>();

    /** Offset before which nothing is left, by partition; of others, nothing was dropped. */
    final Map<TopicPartition, Long> begins = new HashMap<>();

    private final ArchiveSinkTask task = new ArchiveSinkTask(config -> new Ids(), config -> new Logs(), () -> now);
    private final List<SinkRecord> log;
    private final int batchSize;
    private final Context context = new Context();
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private List<SinkRecord> batch = List.of();

    Worker(Map<String, String> config, List<SinkRecord> log, int batchSize, long position) {
        this(config, log, batchSize, position, List.of(PARTITION));
    }

    Worker(
            Map<String, String> config,
            List<SinkRecord> log,
            int batchSize,
            long position,
            List<TopicPartition> partitions) {
        this.log = log;
        this.batchSize = batchSize;
        partitions.forEach(partition -> {
            positions.put(partition, position);
            topicIds.put(partition.topic(), TOPIC_ID);
        });
        task.initialize(context);
        task.start(config);
        task.open(partitions);
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

    static SinkRecord record(TopicPartition partition, long offset, byte[] value) {
        return new SinkRecord(
                partition.topic(),
                partition.partition(),
                null,
                null,
                null,
                value,
                offset,
                1_790_000_000_000L + offset,
                TimestampType.CREATE_TIME);
    }

    /** One round of Connect's loop; a batch that failed and may be repeated comes again. */
    void round() {
        context.offsets.forEach(positions::put);
        context.offsets.clear();
        if (batch.isEmpty()) {
            batch = new ArrayList<>();
            positions.keySet().forEach(this::resetIfOutOfRange);
            for (SinkRecord record : log) {
                TopicPartition partition = new TopicPartition(record.topic(), record.kafkaPartition());
                if (record.kafkaOffset() >= positions.get(partition) && batch.size() < batchSize) {
                    batch.add(record);
                    positions.put(partition, record.kafkaOffset() + 1);
                }
            }
        }
        try {
            task.put(batch);
            batch = List.of();
        } catch (RetriableException e) {
            failures.add(e.getMessage());
        }
    }

    /** As a consumer with {@code auto.offset.reset=earliest}. */
    private void resetIfOutOfRange(TopicPartition partition) {
        long end = log.stream()
                        .filter(record -> record.topic().equals(partition.topic()))
                        .mapToLong(SinkRecord::kafkaOffset)
                        .max()
                        .orElse(-1)
                + 1;
        if (positions.get(partition) > Math.max(end, ends.getOrDefault(partition, 0L))) {
            positions.put(partition, 0L);
        }
    }

    /** Hands one record over, wherever the log stands. */
    void deliver(SinkRecord record) {
        task.put(List.of(record));
    }

    void deliver(List<SinkRecord> records) {
        task.put(records);
    }

    void rounds(int count) {
        for (int i = 0; i < count; i++) {
            round();
        }
    }

    long archived() {
        return committed(PARTITION).offset();
    }

    /** What the task would have committed now. */
    OffsetAndMetadata committed(TopicPartition partition) {
        Map<TopicPartition, OffsetAndMetadata> current = new HashMap<>();
        positions.forEach((each, position) -> current.put(each, new OffsetAndMetadata(position)));
        return task.preCommit(current).get(partition);
    }

    /** Whether the task wants its offsets committed at once; once. */
    boolean takeCommitRequest() {
        boolean requested = context.commitRequested;
        context.commitRequested = false;
        return requested;
    }

    /** Takes the partitions away, as before a rebalance. */
    void revoke() {
        task.close(positions.keySet());
    }

    void stop() {
        revoke();
        task.stop();
    }

    private final class Ids implements TopicIds {

        @Override
        public Map<String, String> of(Collection<String> topics) {
            Map<String, String> there = new HashMap<>(topicIds);
            there.keySet().retainAll(topics);
            return there;
        }

        @Override
        public void close() {
            // There is nothing to let go.
        }
    }

    private final class Logs implements RawLog {

        @Override
        public long begin(TopicPartition partition) {
            return begins.getOrDefault(partition, 0L);
        }

        @Override
        public long passMarkers(TopicPartition partition, long offset) {
            boolean record = log.stream()
                    .anyMatch(each -> each.topic().equals(partition.topic())
                            && each.kafkaPartition() == partition.partition()
                            && each.kafkaOffset() >= offset);
            return record ? offset : Math.max(offset, ends.getOrDefault(partition, 0L));
        }

        @Override
        public void close() {
            // There is nothing to let go.
        }
    }

    private final class Context implements SinkTaskContext {

        private final Map<TopicPartition, Long> offsets = new HashMap<>();
        private boolean commitRequested;

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
            return positions.keySet();
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
            commitRequested = true;
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
