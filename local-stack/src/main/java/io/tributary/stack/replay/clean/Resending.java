package io.tributary.stack.replay.clean;

import io.tributary.schemas.naming.Dataset;
import io.tributary.schemas.naming.ReplayHeaders;
import io.tributary.stack.archive.reading.StoredRecord;
import io.tributary.stack.layout.StackException;
import io.tributary.stack.replay.clean.CleanReplay.Progress;
import io.tributary.stack.topic.ExactlyOnceProducer;
import io.tributary.stack.topic.TopicReader;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * Puts the records of a plan into their topic a second time: a mark, all that lies before it in order, and another mark.
 * Records and how far they are go into one transaction, so each is sent once, whenever the command dies.
 */
final class Resending implements AutoCloseable {

    private static final int RECORDS_A_TRANSACTION = 1_000;
    private static final long BYTES_A_TRANSACTION = 16L * 1024 * 1024;

    /** Well within a transaction's timeout. */
    private static final long NANOS_A_TRANSACTION = TimeUnit.SECONDS.toNanos(10);

    private final CleanReplayPlan plan;
    private final Dataset dataset;
    private final String topic;
    private final RawHistory history;
    private final Consumer<Progress> progress;
    private final KafkaProducer<byte[], byte[]> producer;
    private ReplayState state;
    private int open;
    private long openBytes;
    private long openedAt;

    Resending(String bootstrap, CleanReplayPlan plan, RawHistory history, Consumer<Progress> progress) {
        this.plan = plan;
        this.dataset = plan.dataset();
        this.topic = plan.topic();
        this.history = history;
        this.progress = progress;
        this.producer =
                ExactlyOnceProducer.of(bootstrap, "tributary-replay-" + dataset.source() + "." + dataset.name());
    }

    void run(TopicReader reader) {
        try {
            // From here on no earlier command goes on, and its last word is read.
            producer.initTransactions();
            state = plan.unfinished().isPresent() ? lastState(reader) : begin(reader.idOf(topic));
            plan.scans().forEach(this::send);
            finish();
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            throw new StackException(
                    "Another replay of " + dataset.source() + "." + dataset.name()
                            + " began meanwhile and goes on in the place of this one",
                    e);
        }
    }

    private ReplayState lastState(TopicReader reader) {
        return ReplayLedger.read(reader, dataset)
                .filter(last -> last.sameRange(plan.unfinished().orElseThrow()))
                .orElseThrow(() -> new StackException("Another replay of " + dataset.source() + "." + dataset.name()
                        + " began meanwhile; this one is given up"));
    }

    /** From the marks on, the Streams app notes what changes; what came before them is scanned to the last record. */
    private ReplayState begin(String topicId) {
        producer.beginTransaction();
        Map<Integer, Future<RecordMetadata>> marks = new TreeMap<>();
        plan.scans()
                .keySet()
                .forEach(partition ->
                        marks.put(partition, producer.send(SecondCopy.control(topic, partition, ReplayHeaders.BEGIN))));
        producer.flush();
        Map<Integer, ReplayState.Part> parts = new TreeMap<>();
        Map<Integer, Long> ends = new TreeMap<>();
        marks.forEach((partition, mark) -> ends.put(partition, offset(mark)));
        plan.scans().forEach((partition, scan) -> {
            long mark = ends.get(partition);
            scan.settle(mark);
            parts.put(partition, new ReplayState.Part(scan.begin(), scan.end(), mark, scan.begin(), 0));
        });
        ReplayState begun = new ReplayState(topic, topicId, false, parts);
        producer.send(ReplayLedger.entry(dataset, begun));
        producer.commitTransaction();
        plan.scans()
                .forEach((partition, scan) ->
                        scan.advance(history, partition, history.earliest(partition), ends.get(partition)));
        return begun;
    }

    private static long offset(Future<RecordMetadata> sent) {
        try {
            return sent.get().offset();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while waiting for Kafka", e);
        }
    }

    private void send(int partition, PartitionScan scan) {
        ReplayState.Part part = state.partitions().get(partition);
        if (part.next() < part.end()) {
            history.read(partition, part.next(), part.end(), record -> {
                if (record.original()) {
                    send(partition, scan, record);
                }
            });
            commit(partition, part.end());
        }
    }

    private void send(int partition, PartitionScan scan, StoredRecord record) {
        if (open == 0) {
            producer.beginTransaction();
            openedAt = System.nanoTime();
        }
        producer.send(SecondCopy.of(
                topic, partition, record, scan.isCurrent(record), scan.snapshotOrdering(record.offset())));
        open++;
        openBytes += record.bytes();
        if (open >= RECORDS_A_TRANSACTION
                || openBytes >= BYTES_A_TRANSACTION
                || System.nanoTime() - openedAt > NANOS_A_TRANSACTION) {
            commit(partition, record.offset() + 1);
        }
    }

    private void commit(int partition, long next) {
        if (open == 0) {
            producer.beginTransaction();
        }
        state = state.sentTo(partition, next, open);
        producer.send(ReplayLedger.entry(dataset, state));
        producer.commitTransaction();
        open = 0;
        openBytes = 0;
        progress.accept(new Progress(state.sent(), plan.records(), -1));
    }

    private void finish() {
        producer.beginTransaction();
        state.partitions()
                .keySet()
                .forEach(partition -> producer.send(SecondCopy.control(topic, partition, ReplayHeaders.END)));
        state = state.finished();
        producer.send(ReplayLedger.entry(dataset, state));
        producer.commitTransaction();
    }

    @Override
    public void close() {
        producer.close();
    }
}
