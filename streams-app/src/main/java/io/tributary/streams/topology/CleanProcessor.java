package io.tributary.streams.topology;

import io.tributary.schemas.naming.Dataset;
import io.tributary.schemas.registry.RegistryUnavailableException;
import io.tributary.streams.dataset.Claims;
import io.tributary.streams.dataset.Progress;
import io.tributary.streams.dataset.RawTable;
import io.tributary.streams.deadletter.DeadLetterHeaders;
import io.tributary.streams.deadletter.DeadLetterLog;
import io.tributary.streams.deadletter.RejectedRecordException;
import io.tributary.streams.deadletter.Rule;
import io.tributary.streams.toast.LargeValues;
import io.tributary.streams.topic.BrokerUnavailableException;
import io.tributary.streams.topic.OutputTopics;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Sends every raw record on: cleaned to its clean topic, or as it is to its dead-letter topic. Only failures of the
 * infrastructure are thrown; they abort the transaction, and the record is taken up again.
 */
final class CleanProcessor implements Processor<byte[], byte[], byte[], Outgoing> {

    /** For key, headers and framing. */
    private static final int ROOM_BYTES = 1024 * 1024;

    private final CleanTopology.Surroundings surroundings;
    private final DeadLetterLog log = new DeadLetterLog();
    private final Map<String, RawTable> tables = new HashMap<>();
    private final Map<String, Integer> partitions = new HashMap<>();
    private ProcessorContext<byte[], Outgoing> context;
    private Progress progress;
    private Claims claims;
    private Cleaner cleaner;

    CleanProcessor(CleanTopology.Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void init(ProcessorContext<byte[], Outgoing> taskContext) {
        context = taskContext;
        KeyValueStore<String, byte[]> progressStore = context.getStateStore(CleanTopology.PROGRESS_STORE);
        KeyValueStore<Bytes, byte[]> largeStore = context.getStateStore(CleanTopology.LARGE_VALUES_STORE);
        progress = new Progress(progressStore);
        claims = new Claims(progress, surroundings.topics(), context::currentSystemTimeMs);
        cleaner = new Cleaner(surroundings.registry(), new LargeValues(largeStore));
        // A task that is revived after an abort is initialised again: what was cached may never have been committed.
        tables.clear();
        partitions.clear();
        int partition = context.taskId().partition();
        progress.forEachDeadLetters(
                (dataset, number) -> surroundings.observer().deadLetters(dataset, partition, number));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata origin = context.recordMetadata()
                .orElseThrow(() -> new IllegalStateException("A record of a topic comes without its metadata"));
        RawTable table = tables.get(origin.topic());
        if (table == null) {
            table = new RawTable(origin.topic(), surroundings.registry(), progress, claims);
            tables.put(origin.topic(), table);
        }
        CleanRow row;
        try {
            row = clean(table, record, origin);
        } catch (RejectedRecordException e) {
            deadLetter(table.dataset(), record, origin, e);
            return;
        }
        row.accept().run();
        send(record.withHeaders(new RecordHeaders()), row, origin);
        surroundings.observer().cleaned(row.dataset(), row.sourceTsMicros());
    }

    private CleanRow clean(RawTable table, Record<byte[], byte[]> record, RecordMetadata origin)
            throws RejectedRecordException {
        RawRecord raw = new RawRecord(
                origin.topic(), origin.partition(), origin.offset(), record.key(), record.value(), record.headers());
        try {
            return cleaner.clean(table, raw);
        } catch (RegistryUnavailableException | BrokerUnavailableException | KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new RejectedRecordException(
                    Rule.DEFECT, null, "The app failed on this record, which is a defect; report it: " + e, e);
        }
    }

    private void send(Record<byte[], byte[]> record, CleanRow row, RecordMetadata origin) {
        String topic = row.dataset().cleanTopic();
        int partition = row.truncate() ? 0 : origin.partition();
        makeRoom(topic, partition, origin);
        context.forward(record.withKey(row.key()).withValue(new Outgoing(topic, partition, row.value())));
    }

    private void deadLetter(
            Dataset dataset, Record<byte[], byte[]> record, RecordMetadata origin, RejectedRecordException rejection) {
        String topic = dataset.deadLetterTopic();
        log.rejected(dataset, origin.topic(), origin.partition(), origin.offset(), rejection);
        makeRoom(topic, origin.partition(), origin);
        long number = progress.addDeadLetter(dataset);
        // Only what no topic takes is left out; the headers say where it lies.
        boolean fits =
                record.value() == null || record.value().length < OutputTopics.MAX_DEAD_LETTER_BYTES - ROOM_BYTES;
        context.forward(record.withValue(new Outgoing(topic, origin.partition(), fits ? record.value() : null))
                .withHeaders(DeadLetterHeaders.of(
                        record.headers(), origin.topic(), origin.partition(), origin.offset(), rejection)));
        surroundings.observer().deadLettered(dataset, rejection.rule());
        surroundings.observer().deadLetters(dataset, origin.partition(), number);
    }

    private void makeRoom(String topic, int partition, RecordMetadata origin) {
        if (partitions.getOrDefault(topic, 0) <= partition) {
            partitions.put(topic, surroundings.topics().ensure(topic, origin.topic()));
        }
    }
}
