package io.tributary.spark.ingest;

import io.tributary.spark.clean.CleanSource;
import io.tributary.spark.clean.CleanTopics;
import io.tributary.spark.lake.Layer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.StreamingQueryProgress;
import org.apache.spark.sql.streaming.Trigger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A layer's streaming query, kept running: one that fails is started again from its checkpoint, ever more slowly. */
public final class LayerQuery implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LayerQuery.class);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final Duration RETRY_TICK = Duration.ofSeconds(1);

    private final SparkSession spark;
    private final QuerySettings settings;
    private final CleanSource source;
    private final String checkpoint;
    private final Lanes lanes;
    private final LostRecords lost;
    private final LayerWriter writer;
    private final ParkedRetries retries;
    private final ScheduledExecutorService retryTimer;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread keeper;
    private volatile StreamingQuery query;
    private volatile String error;

    /**
     * What a query is doing.
     *
     * @param state STARTING, RUNNING or FAILED; a failed one is being restarted
     * @param batch id of the last batch that is done; -1 if none is
     * @param lastBatchMillis how long it took
     * @param error why the query failed last, if it has not got past that yet; null otherwise
     */
    public record Report(String state, long batch, long lastBatchMillis, String error) {}

    /** @param topics those that {@code source} reads */
    public LayerQuery(
            SparkSession spark,
            QuerySettings settings,
            CleanSource source,
            CleanTopics topics,
            String checkpoint,
            Lanes lanes) {
        this.spark = spark;
        this.settings = settings;
        this.source = source;
        this.checkpoint = checkpoint;
        this.lanes = lanes;
        this.lost = new LostRecords(topics, lanes);
        this.writer = new LayerWriter(
                settings.layer(), lanes, lost, topics::refresh, spark.sparkContext(), settings.tableWriters());
        this.retries = new ParkedRetries(lanes, new ParkedRetry(source, settings.retryOffsets(), lost));
        this.retryTimer = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "-retry"));
        this.keeper = daemon(this::keepRunning, "-keeper");
    }

    /** Per topic and partition where the query of a checkpoint stands. */
    public static Map<String, Map<Integer, Long>> position(SparkSession spark, String checkpoint) {
        return CheckpointPosition.read(spark, checkpoint);
    }

    /**
     * The query of a layer.
     *
     * @throws IllegalArgumentException if none of these is
     */
    public static LayerQuery of(List<LayerQuery> queries, String layer) {
        return queries.stream()
                .filter(each -> each.layer().id().equals(layer))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no layer '" + layer + "'"));
    }

    public Layer layer() {
        return settings.layer();
    }

    public Lanes lanes() {
        return lanes;
    }

    public void start() {
        keeper.start();
        retryTimer.scheduleWithFixedDelay(
                retries::run, RETRY_TICK.toMillis(), RETRY_TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The end of the last batch that is done, per topic and partition; empty if none was since the start. */
    public Optional<Map<String, Map<Integer, Long>>> position() {
        return progress()
                .map(done -> done.sources()[0].endOffset())
                .filter(end -> end != null && !end.isBlank())
                .map(CheckpointPosition::parse);
    }

    public Report report() {
        Optional<StreamingQueryProgress> done = progress();
        StreamingQuery current = query;
        boolean active = current != null && current.isActive();
        String state = active ? "RUNNING" : error == null ? "STARTING" : "FAILED";
        return new Report(
                state,
                done.map(StreamingQueryProgress::batchId).orElse(-1L),
                done.map(StreamingQueryProgress::batchDuration).orElse(0L),
                error);
    }

    private Optional<StreamingQueryProgress> progress() {
        StreamingQuery current = query;
        return Optional.ofNullable(current == null ? null : current.lastProgress());
    }

    private void keepRunning() {
        boolean pastLost = false;
        Duration wait = FIRST_WAIT;
        while (stop.getCount() > 0) {
            long begin = System.nanoTime();
            try {
                query = begin(pastLost);
                LOG.info("Query {} runs from checkpoint {}", layer().id(), checkpoint);
                query.awaitTermination();
                // By itself only a run past lost records ends, with what there was at its begin.
                pastLost = false;
            } catch (StreamingQueryException | TimeoutException | RuntimeException e) {
                if (stop.getCount() == 0) {
                    return;
                }
                if (Failures.isOfNewPartition(e)) {
                    LOG.info("Query {} begins anew, since there is a new topic", layer().id());
                } else if (!pastLost && Failures.isOfLostRecords(e)) {
                    LOG.warn("Query {} goes on past what Kafka dropped: {}", layer().id(), Failures.describe(e));
                    pastLost = true;
                } else {
                    boolean ranForLong = System.nanoTime() - begin > LONGEST_WAIT.toNanos();
                    wait = ranForLong ? FIRST_WAIT : wait;
                    failed(e, wait);
                    if (pause(wait)) {
                        return;
                    }
                    wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
                }
            }
        }
    }

    private void failed(Exception failure, Duration wait) {
        error = Failures.describe(failure);
        LOG.error("Query {} failed and starts again in {} s: {}", layer().id(), wait.toSeconds(), error);
        if (!Failures.isExplained(failure)) {
            LOG.error("What failed query {}", layer().id(), failure);
        }
    }

    private StreamingQuery begin(boolean pastLost) throws TimeoutException {
        query = null;
        Runnable whenRead = pastLost ? lookForLost() : () -> {};
        VoidFunction2<Dataset<Row>, Long> write = (batch, id) -> {
            writer.write(batch, id, whenRead);
            error = null;
        };
        return (pastLost
                        ? source.streamPastLost(settings.maxOffsets())
                        : source.stream(settings.maxOffsets(), settings.enoughOffsets(), settings.trigger()))
                .writeStream()
                .queryName(layer().id())
                .option("checkpointLocation", checkpoint)
                .trigger(
                        pastLost
                                ? Trigger.AvailableNow()
                                : Trigger.ProcessingTime(settings.tick().toMillis()))
                .foreachBatch(write)
                .start();
    }

    /** Before a run's first batch is done, only the checkpoint tells where it begins. */
    private Runnable lookForLost() {
        Map<String, Map<Integer, Long>> first = position(spark, checkpoint);
        return () -> lost.park(position().orElse(first));
    }

    private boolean pause(Duration wait) {
        try {
            return stop.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private Thread daemon(Runnable task, String suffix) {
        Thread thread = new Thread(task, settings.layer().id() + suffix);
        thread.setDaemon(true);
        return thread;
    }

    /** Ends after the batch that is being written. */
    @Override
    public void close() {
        stop.countDown();
        retryTimer.shutdownNow();
        writer.close();
        try {
            StreamingQuery current = query;
            if (current != null) {
                current.stop();
            }
        } catch (TimeoutException e) {
            LOG.warn("Query {} did not stop in time; its last batch comes again", layer().id());
        }
    }
}
