package io.tributary.streams.topology;

import io.tributary.schemas.registry.RegistryUnavailableException;
import io.tributary.streams.contract.record.ContractCleaning;
import io.tributary.streams.contract.row.Warnings;
import io.tributary.streams.contract.table.TableOverlays;
import io.tributary.streams.dataset.Claims;
import io.tributary.streams.dataset.Progress;
import io.tributary.streams.dataset.RawTable;
import io.tributary.streams.deadletter.RejectedRecordException;
import io.tributary.streams.deadletter.Rule;
import io.tributary.streams.envelope.RawRecord;
import io.tributary.streams.toast.AwaitedValuesException;
import io.tributary.streams.toast.Departure;
import io.tributary.streams.toast.LargeValues;
import io.tributary.streams.toast.WaitingRecords;
import io.tributary.streams.topic.BrokerUnavailableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
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

    /** How long a record waits for values from another partition, whose task may be far behind. */
    static final Duration LONGEST_WAIT = Duration.ofMinutes(30);

    private static final Duration HOUSEKEEPING = Duration.ofMinutes(1);

    private final CleanTopology.Surroundings surroundings;
    private final Map<String, RawTable> tables = new HashMap<>();
    private ProcessorContext<byte[], Outgoing> context;
    private Progress progress;
    private Claims claims;
    private LargeValues largeValues;
    private WaitingRecords waiting;
    private ContractCleaning contracts;
    private Cleaner cleaner;
    private Sender sender;

    CleanProcessor(CleanTopology.Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** A task that is revived after an abort is initialised again: what was cached may never have been committed. */
    @Override
    public void init(ProcessorContext<byte[], Outgoing> taskContext) {
        context = taskContext;
        KeyValueStore<String, byte[]> progressStore = context.getStateStore(CleanTopology.PROGRESS_STORE);
        KeyValueStore<Bytes, byte[]> largeStore = context.getStateStore(CleanTopology.LARGE_VALUES_STORE);
        progress = new Progress(progressStore);
        claims = new Claims(progress, surroundings.topics(), context::currentSystemTimeMs);
        largeValues = new LargeValues(largeStore);
        waiting = new WaitingRecords(largeStore);
        Warnings warnings = surroundings.observer()::warned;
        KeyValueStore<Bytes, byte[]> contractStore = context.getStateStore(CleanTopology.CONTRACT_STORE);
        contracts = new ContractCleaning(surroundings.registry(), surroundings.contracts(), contractStore, warnings);
        TableOverlays overlays = new TableOverlays(surroundings.registry(), surroundings.contracts(), warnings);
        cleaner = new Cleaner(surroundings.registry(), overlays, largeValues, waiting);
        sender = new Sender(context, surroundings, progress);
        tables.clear();
        int partition = context.taskId().partition();
        progress.forEachDeadLetters(
                (dataset, number) -> surroundings.observer().deadLetters(dataset, partition, number));
        context.schedule(HOUSEKEEPING, PunctuationType.WALL_CLOCK_TIME, this::keepHouse);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata origin = context.recordMetadata()
                .orElseThrow(() -> new IllegalStateException("A record of a topic comes without its metadata"));
        if (origin.topic().equals(surroundings.moves())) {
            arrived(record.key(), record.value());
            return;
        }
        take(new RawRecord(
                origin.topic(),
                origin.partition(),
                origin.offset(),
                record.timestamp(),
                record.key(),
                record.value(),
                record.headers()));
    }

    private void take(RawRecord raw) {
        if (contracts.handles(raw.topic())) {
            contracts.clean(raw, sender.outlet(raw));
        } else if (waiting.isBehind(raw)) {
            waiting.add(raw);
        } else {
            send(raw, true);
        }
    }

    private void depart(Departure departure, RawRecord raw) {
        if (departure == null) {
            return;
        }
        if (departure.partition() != raw.partition()) {
            sender.send(departure, raw);
        } else if (departure.hasValues() || waiting.has(departure.rowAddress())) {
            arrived(departure.rowAddress(), departure.message());
        }
    }

    private void arrived(byte[] rowAddress, byte[] message) {
        long lsn = largeValues.arrived(rowAddress, message, context.currentSystemTimeMs());
        resume(waiting.take(rowAddress, lsn));
    }

    private void keepHouse(long nowMillis) {
        long since = nowMillis - LONGEST_WAIT.toMillis();
        waiting.takeSince(since).forEach(this::resume);
        largeValues.deleteArrivalsBefore(since - LONGEST_WAIT.toMillis());
    }

    /** Sends the records of a row that waited. The first has what it waited for, or never will; others may wait anew. */
    private void resume(List<RawRecord> records) {
        for (int i = 0; i < records.size(); i++) {
            if (i == 0) {
                send(records.get(i), false);
            } else {
                take(records.get(i));
            }
        }
    }

    private void send(RawRecord raw, boolean patient) {
        RawTable table = tables.computeIfAbsent(
                raw.topic(),
                topic -> new RawTable(topic, surroundings.registry(), progress, claims, surroundings.topics()));
        try {
            CleanRow row = clean(table, raw, patient);
            row.accept().run();
            sender.send(row, raw);
            depart(row.departure(), raw);
        } catch (AwaitedValuesException e) {
            waiting.add(raw, e.lsn(), context.currentSystemTimeMs());
        } catch (RejectedRecordException e) {
            byte[] key = raw.bareKey();
            if (key != null && e.rule() != Rule.DATASET_CLASH) {
                table.claimed().ifPresent(dataset -> largeValues.distrust(dataset, key));
            }
            sender.sendDeadLetter(table.dataset(), raw, e);
        }
    }

    private CleanRow clean(RawTable table, RawRecord raw, boolean patient)
            throws RejectedRecordException, AwaitedValuesException {
        try {
            return cleaner.clean(table, raw, patient);
        } catch (RegistryUnavailableException | BrokerUnavailableException | KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new RejectedRecordException(
                    Rule.DEFECT, null, "The app failed on this record, which is a defect; report it: " + e, e);
        }
    }
}
