package io.tributary.connectors.postgres;

import io.debezium.connector.SnapshotType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the records go by, from the request of a snapshot to its end: puts a truncate behind a request that wants one,
 * writes into every offset what is unfinished, and asks again for what Debezium gave up. See ADR 11.
 */
final class SnapshotWatch {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotWatch.class);
    private static final long RETRY_NANOS = Duration.ofMinutes(1).toNanos();

    /** What Debezium's offsets tell of incremental snapshots begins so. */
    private static final String INCREMENTAL_PREFIX = "incremental_snapshot";

    private static final String SNAPSHOT = "snapshot";

    private final String signalTopic;
    private final String noticeTopic;
    private final RequestedSnapshots requested;
    private final BiFunction<SnapshotRequest, SourceRecord, Optional<SourceRecord>> truncate;
    private final Function<List<SnapshotRequest>, List<SnapshotRequest>> askAgain;
    private final LongSupplier clock;

    /** What the newest offset tells of incremental snapshots. */
    private Map<String, Object> incremental;

    private long nextAttempt;

    /**
     * A watch from the start of a task on.
     *
     * @param signalTopic topic of the signal table
     * @param noticeTopic topic of Debezium's notifications, which are not sent
     * @param requested what was unfinished when the task stopped
     * @param offset the offset the task begins at; nullable
     * @param truncate makes the truncate of a request's table, at the place of the request's record; empty if Debezium
     *     does not know the table
     * @param askAgain asks for snapshots once more; answers those that nothing can come of
     * @param clock nanoseconds
     */
    SnapshotWatch(
            String signalTopic,
            String noticeTopic,
            RequestedSnapshots requested,
            Map<String, ?> offset,
            BiFunction<SnapshotRequest, SourceRecord, Optional<SourceRecord>> truncate,
            Function<List<SnapshotRequest>, List<SnapshotRequest>> askAgain,
            LongSupplier clock) {
        this.signalTopic = signalTopic;
        this.noticeTopic = noticeTopic;
        this.requested = requested;
        this.incremental = offset == null ? Map.of() : incremental(offset);
        this.truncate = truncate;
        this.askAgain = askAgain;
        this.clock = clock;
    }

    /** The records to send for those that Debezium has read. */
    List<SourceRecord> pass(List<SourceRecord> records) {
        retry();
        List<SourceRecord> passed = new ArrayList<>(records.size());
        for (SourceRecord record : records) {
            if (record.topic().equals(noticeTopic)) {
                hear(SnapshotNotice.of((Struct) record.value()));
            } else if (record.topic().equals(signalTopic)) {
                passed.addAll(signal(record));
            } else {
                passed.add(withRequests(record));
            }
        }
        return passed;
    }

    private List<SourceRecord> signal(SourceRecord record) {
        Struct after = ((Struct) record.value()).getStruct("after");
        if (after == null || !SnapshotRequest.SIGNAL_TYPE.equals(after.getString("type"))) {
            return List.of(withRequests(record));
        }
        Optional<SnapshotRequest> request = SnapshotRequest.parse(after.getString("data"));
        request.ifPresent(requested::asked);
        SourceRecord asked = withRequests(record);
        if (request.isEmpty() || !request.get().truncate()) {
            return List.of(asked);
        }
        // Either both are committed or the request comes again: a transaction ends between batches.
        return truncate.apply(request.get(), asked)
                .map(before -> List.of(asked, before))
                .orElse(List.of(asked));
    }

    private void hear(SnapshotNotice notice) {
        switch (notice.event()) {
            case BLOCKING_COMPLETED -> requested.blockingCompleted();
            case BLOCKING_FAILED -> requested.blockingFailed().ifPresent(this::failed);
            case INCREMENTAL_COMPLETED -> requested.incrementalCompleted(notice.table());
            case INCREMENTAL_FAILED ->
                requested.incrementalFailed(notice.table()).ifPresent(this::failed);
            case OTHER -> LOG.trace("{}", notice);
        }
    }

    private void failed(SnapshotRequest request) {
        LOG.warn(
                "the snapshot of {}.{} failed, see the error before; it is taken again in a minute",
                request.schema(),
                request.table());
        nextAttempt = clock.getAsLong() + RETRY_NANOS;
    }

    private void retry() {
        if (requested.hasFailures() && clock.getAsLong() - nextAttempt >= 0) {
            askAgain.apply(requested.takeFailures()).forEach(requested::forget);
        }
    }

    /**
     * A record whose offset says what is unfinished. In the offsets of a blocking snapshot Debezium leaves out where the
     * incremental one stands that waits for it, and would forget about it after a restart.
     */
    private SourceRecord withRequests(SourceRecord record) {
        boolean blocking =
                SnapshotType.BLOCKING.name().equals(record.sourceOffset().get(SNAPSHOT));
        if (blocking) {
            placeBehindCommitted(record);
        } else {
            incremental = incremental(record.sourceOffset());
        }
        String unfinished = requested.stored();
        if (unfinished == null) {
            return record;
        }
        Map<String, Object> offset = new HashMap<>(record.sourceOffset());
        offset.put(RequestedSnapshots.OFFSET_KEY, unfinished);
        if (blocking) {
            offset.putAll(incremental);
        }
        return new SourceRecord(
                record.sourcePartition(),
                offset,
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                record.valueSchema(),
                record.value(),
                record.timestamp(),
                record.headers());
    }

    /**
     * A blocking snapshot begins wherever the stream pauses, be it amid a transaction whose changes have earlier places in
     * the log than others that were committed before it. Its rows are newer than all of them.
     */
    private static void placeBehindCommitted(SourceRecord record) {
        if (record.sourceOffset().get("lsn_commit") instanceof Number committed
                && record.value() instanceof Struct value
                && value.schema().field("source") != null) {
            Struct source = value.getStruct("source");
            Long place = source.getInt64("lsn");
            if (place == null || place < committed.longValue()) {
                source.put("lsn", committed.longValue());
            }
        }
    }

    private static Map<String, Object> incremental(Map<String, ?> offset) {
        if (offset.get(INCREMENTAL_PREFIX + "_collections") == null) {
            return Map.of();
        }
        Map<String, Object> incremental = new HashMap<>();
        offset.forEach((key, value) -> {
            if (key.startsWith(INCREMENTAL_PREFIX)) {
                incremental.put(key, value);
            }
        });
        return incremental;
    }
}
