package io.tributary.connectors.files;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** Runs tasks one after the other as Connect does, and keeps records and offsets of them. */
final class TaskRun {

    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final Map<String, String> settings;
    private final Map<Map<String, ?>, Map<String, Object>> offsets = new HashMap<>();
    private final List<SourceRecord> records = new ArrayList<>();

    TaskRun(Map<String, String> settings) {
        this.settings = new HashMap<>(
                Map.of("source", "jobs", "dataset", "movements", "poll.interval.ms", "20", "retry.backoff.ms", "1"));
        this.settings.putAll(settings);
    }

    TaskRun with(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** A task that the caller polls and stops. */
    FilesSourceTask start() {
        FilesSourceTask task = new FilesSourceTask();
        task.initialize(new Context());
        task.start(settings);
        return task;
    }

    /** Runs a new task until all listed files are read or so many records have come; then it is killed. */
    TaskRun until(int maxRecords) {
        FilesSourceTask task = start();
        try {
            int idle = 0;
            int taken = 0;
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            while (idle < 4 && taken < maxRecords) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("The task does not come to rest; it has " + records.size() + " records");
                }
                List<SourceRecord> batch = task.poll();
                idle = batch == null ? idle + 1 : 0;
                for (SourceRecord record : batch == null ? List.<SourceRecord>of() : batch) {
                    if (taken++ < maxRecords) {
                        commit(record);
                    }
                }
            }
        } finally {
            task.stop();
        }
        return this;
    }

    TaskRun untilIdle() {
        return until(Integer.MAX_VALUE);
    }

    private void commit(SourceRecord record) {
        records.add(record);
        offsets.put(record.sourcePartition(), new HashMap<>(record.sourceOffset()));
    }

    List<SourceRecord> records() {
        return records;
    }

    List<SourceRecord> of(String topic) {
        return records.stream().filter(record -> record.topic().equals(topic)).toList();
    }

    List<Struct> rows() {
        return of("raw.jobs.movements").stream()
                .map(record -> (Struct) record.value())
                .toList();
    }

    List<String> column(String name) {
        return rows().stream().map(row -> row.getString(name)).toList();
    }

    List<SourceRecord> deadLetters() {
        return of("dlq.jobs.movements");
    }

    Struct lastProgress() {
        List<SourceRecord> progress = of("progress.jobs.movements");
        return (Struct) progress.get(progress.size() - 1).value();
    }

    static String header(SourceRecord record, String name) {
        var header = record.headers().lastWithName(name);
        return header == null ? null : (String) header.value();
    }

    private final class Context implements SourceTaskContext, OffsetStorageReader {
        @Override
        public Map<String, String> configs() {
            return settings;
        }

        @Override
        public OffsetStorageReader offsetStorageReader() {
            return this;
        }

        @Override
        public org.apache.kafka.common.metrics.PluginMetrics pluginMetrics() {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> Map<String, Object> offset(Map<String, T> partition) {
            return offsets.get(partition);
        }

        @Override
        public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
            Map<Map<String, T>, Map<String, Object>> found = new HashMap<>();
            partitions.forEach(partition -> found.put(partition, offsets.get(partition)));
            return found;
        }
    }
}
