package io.tributary.spark.ingest;

import io.tributary.spark.clean.CleanBatch;
import io.tributary.spark.clean.TopicSlice;
import io.tributary.spark.lake.Layer;
import io.tributary.spark.lake.RemadeTopicException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a layer's micro-batches: each touched table by a task of its own, several at a time, others not at all. */
final class LayerWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LayerWriter.class);

    private static final Duration LAST_COMMITS = Duration.ofSeconds(15);

    private final Layer layer;
    private final Lanes lanes;
    private final LostRecords lost;
    private final Consumer<Set<String>> refresh;
    private final SparkContext context;
    private final ExecutorService writers;
    private final ReentrantLock writing = new ReentrantLock();
    private volatile boolean stopping;

    /** @param refresh asks the brokers which topics the ones of these names are now */
    LayerWriter(
            Layer layer,
            Lanes lanes,
            LostRecords lost,
            Consumer<Set<String>> refresh,
            SparkContext context,
            int tableWriters) {
        this.layer = layer;
        this.lanes = lanes;
        this.lost = lost;
        this.refresh = refresh;
        this.context = context;
        this.writers = Executors.newFixedThreadPool(tableWriters, task -> {
            Thread thread = new Thread(task, layer.id() + "-writer");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Writes a batch; returns once every table has its part or is parked.
     *
     * @param whenRead what is to be done before anything of it is written
     */
    void write(Dataset<Row> kafka, long batchId, Runnable whenRead) throws Exception {
        writing.lock();
        try {
            requireRunning();
            long begin = System.nanoTime();
            useOwnPool();
            try (CleanBatch batch = CleanBatch.read(kafka)) {
                refresh.accept(batch.slices().stream()
                        .map(slice -> slice.dataset().cleanTopic())
                        .collect(Collectors.toSet()));
                whenRead.run();
                long read = System.nanoTime();
                writeAll(batch.slices());
                if (!batch.slices().isEmpty()) {
                    LOG.info(
                            "Batch {} {}: {} records into {} tables, {} ms reading, {} ms writing",
                            layer.id(),
                            batchId,
                            batch.slices().stream().mapToLong(TopicSlice::count).sum(),
                            batch.slices().size(),
                            TimeUnit.NANOSECONDS.toMillis(read - begin),
                            TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - read));
                }
            }
        } finally {
            writing.unlock();
        }
    }

    private void writeAll(List<TopicSlice> slices) throws Exception {
        List<Future<?>> tasks = new ArrayList<>();
        for (TopicSlice slice : slices) {
            tasks.add(writers.submit(() -> {
                useOwnPool();
                write(slice);
                return null;
            }));
        }
        Exception first = null;
        for (Future<?> task : tasks) {
            try {
                task.get();
            } catch (ExecutionException e) {
                first = first == null && e.getCause() instanceof Exception cause ? cause : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private void write(TopicSlice slice) throws Exception {
        requireRunning();
        try {
            lanes.of(slice.dataset()).accept(slice);
        } catch (RemadeTopicException e) {
            lost.startOver(slice.dataset());
        }
    }

    private void useOwnPool() {
        context.setLocalProperty("spark.scheduler.pool", layer.id());
    }

    private void requireRunning() throws InterruptedException {
        if (stopping) {
            throw new InterruptedException("The process is stopping");
        }
    }

    /** Lets the commits that are under way end, for a while, and no other begin. What is left of the batch comes again. */
    @Override
    public void close() {
        stopping = true;
        writers.shutdown();
        try {
            if (!writing.tryLock(LAST_COMMITS.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.info("The batch of {} is broken off, and comes again", layer.id());
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            lanes.close();
        } finally {
            writing.unlock();
        }
    }
}
