package io.tributary.stack.bench;

import io.tributary.stack.config.ArchiveConfig;
import io.tributary.stack.config.HeapSize;
import io.tributary.stack.config.StackConfig;
import io.tributary.stack.config.TributaryConfig;
import io.tributary.stack.layout.ProcessName;
import io.tributary.stack.supervisor.StackPlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How fast the archive's one task writes records that wait in Kafka, with 256 MB of heap for all of Kafka Connect. The
 * topic is one that the Streams app does not read, and the rest of the stack idles; so it is the archive that is measured,
 * and what the broker and the store on the same machine need for it.
 */
final class ArchiveRate implements DatabaseScenario {

    private static final HeapSize HEAP = new HeapSize(256);
    private static final long ROWS = 1_000;
    private static final double MEBIBYTE = 1 << 20;

    private final long records;

    ArchiveRate(long records) {
        this.records = records;
    }

    @Override
    public Measurement measurement() {
        return Measurement.ARCHIVE;
    }

    @Override
    public StackPlan plan(BenchGround ground) {
        return DatabaseScenario.super.plan(ground).withConfig(ArchiveRate::withOneTask);
    }

    private static TributaryConfig withOneTask(TributaryConfig config) {
        StackConfig stack = config.stack();
        Map<ProcessName, HeapSize> heaps = new TreeMap<>(stack.heaps());
        heaps.put(ProcessName.CONNECT, HEAP);
        ArchiveConfig archive = config.archive();
        Map<String, String> settings = new TreeMap<>(archive.settings());
        settings.put("topics.regex", ArchiveBacklog.TOPIC.replace(".", "\\."));
        return new TributaryConfig(
                config.lake(),
                new ArchiveConfig(true, archive.format(), archive.compression(), archive.rotateInterval(), settings),
                config.contracts(),
                config.sources(),
                new StackConfig(
                        stack.ports(),
                        heaps,
                        stack.partitions(),
                        stack.silverTrigger(),
                        stack.bronzeTrigger(),
                        stack.settings(),
                        stack.jvmFlags()));
    }

    @Override
    public void prepare(Connection connection) throws SQLException {
        BenchTables.create(connection, BenchTables.SNAPSHOT_TABLE, ROWS);
    }

    @Override
    public BenchResult measure(BenchStack stack, long startNanos) {
        stack.awaitReady();
        ArchiveBacklog backlog = new ArchiveBacklog(stack.plan());
        backlog.createTopic();
        backlog.pauseArchive(stack);
        backlog.produce(records);
        long begin = System.nanoTime();
        try (ProcessMeter meter = new ProcessMeter(stack::status)) {
            backlog.resumeArchive();
            // The last file is not complete before its time, and says nothing about the rate.
            stack.await(
                    () -> backlog.archived().isComplete(records),
                    () -> "the archive is not complete: " + backlog.archived());
            double seconds = (System.nanoTime() - begin) / 1e9;
            ArchivedFiles files = backlog.archived();
            Map<String, Double> numbers = new LinkedHashMap<>();
            numbers.put("records", (double) files.records());
            numbers.put("records_per_second", files.recordsPerSecond());
            numbers.put("files", (double) files.sizes().size());
            numbers.put("smallest_file_mb", files.sizes().first() / MEBIBYTE);
            numbers.put("largest_file_mb", files.sizes().last() / MEBIBYTE);
            numbers.put("heap_limit_mb", (double) HEAP.mebibytes());
            return new BenchResult(measurement(), seconds, numbers, meter.usage());
        }
    }
}
