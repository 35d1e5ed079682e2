package io.tributary.streams.topology;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tributary.schemas.naming.Dataset;
import io.tributary.schemas.naming.ReplayHeaders;
import io.tributary.streams.contract.record.Outlet;
import io.tributary.streams.dataset.Progress;
import io.tributary.streams.deadletter.DeadLetterHeaders;
import io.tributary.streams.deadletter.DeadLetterLog;
import io.tributary.streams.deadletter.RejectedRecordException;
import io.tributary.streams.envelope.RawRecord;
import io.tributary.streams.redrive.LaterRecords;
import io.tributary.streams.toast.Departure;
import io.tributary.streams.topic.OutputTopics;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** The way out: to topics that are made before the first record, and to the partition of the raw record. */
final class Sender {

    /** For key, headers and framing. */
    private static final int ROOM_BYTES = 1024 * 1024;

    private final ProcessorContext<byte[], Outgoing> context;
    private final CleanTopology.Surroundings surroundings;
    private final Progress progress;
    private final LaterRecords later;
    private final DeadLetterLog log = new DeadLetterLog();
    private final Map<String, Integer> partitions = new HashMap<>();

    Sender(
            ProcessorContext<byte[], Outgoing> context,
            CleanTopology.Surroundings surroundings,
            Progress progress,
            LaterRecords later) {
        this.context = context;
        this.surroundings = surroundings;
        this.progress = progress;
        this.later = later;
    }

    void send(CleanRow row, RawRecord raw) {
        int partition = row.truncate() ? 0 : raw.partition();
        forward(raw, row.key(), row.dataset().cleanTopic(), partition, row.value(), mark(raw));
        surroundings.observer().cleaned(row.dataset(), row.sourceTsMicros());
    }

    /** The way out for a record that may become several. */
    Outlet outlet(RawRecord raw) {
        return new Outlet() {
            @Override
            public void clean(Dataset dataset, byte[] key, byte[] value, long sourceTsMicros) {
                forward(raw, key, dataset.cleanTopic(), raw.partition(), value, mark(raw));
                surroundings.observer().cleaned(dataset, sourceTsMicros);
            }

            @Override
            public void reject(Dataset dataset, RejectedRecordException rejection) {
                sendDeadLetter(dataset, raw, rejection);
            }
        };
    }

    void send(Departure departure, RawRecord raw) {
        forward(
                raw,
                departure.address(),
                surroundings.moves(),
                departure.partition(),
                departure.message(),
                new RecordHeaders());
    }

    void sendDeadLetter(Dataset dataset, RawRecord raw, RejectedRecordException rejection) {
        log.rejected(dataset, raw.topic(), raw.partition(), raw.offset(), rejection);
        long number = progress.addDeadLetter(dataset);
        // Only what no topic takes is left out; the headers say where it lies.
        boolean fits = raw.value() == null || raw.value().length < OutputTopics.MAX_DEAD_LETTER_BYTES - ROOM_BYTES;
        Headers headers = DeadLetterHeaders.of(
                raw.headers(), raw.topic(), raw.partition(), raw.offset(), raw.snapshotOrdering(), rejection);
        byte[] value = fits ? raw.value() : null;
        if (!raw.replayed()) {
            later.setAside(raw);
        }
        forward(raw, raw.key(), dataset.deadLetterTopic(), raw.partition(), value, headers);
        surroundings.observer().deadLettered(dataset, rejection.rule());
        surroundings.observer().deadLetters(dataset, raw.partition(), number);
    }

    /** Tells the lake of a change that it may have already, or must not take for news. */
    private static Headers mark(RawRecord raw) {
        Headers headers = new RecordHeaders();
        if (raw.redriven() || raw.replayed()) {
            String role = raw.history() ? ReplayHeaders.HISTORY : ReplayHeaders.CURRENT;
            headers.add(ReplayHeaders.REPLAY, role.getBytes(US_ASCII));
        }
        return headers;
    }

    private void forward(RawRecord raw, byte[] key, String topic, int partition, byte[] value, Headers headers) {
        if (partitions.getOrDefault(topic, 0) <= partition) {
            partitions.put(topic, surroundings.topics().ensure(topic, raw.topic()));
        }
        context.forward(new Record<>(key, new Outgoing(topic, partition, value), raw.timestamp(), headers));
    }
}
