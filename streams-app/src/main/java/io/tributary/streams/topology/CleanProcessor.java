package io.tributary.streams.topology;

import io.tributary.schemas.change.Operation;
import io.tributary.schemas.contract.Contract;
import io.tributary.schemas.naming.Dataset;
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
import io.tributary.streams.redrive.FirstPlace;
import io.tributary.streams.redrive.LaterRecords;
import io.tributary.streams.redrive.ReplayWatch;
import io.tributary.streams.toast.AwaitedValuesException;
import io.tributary.streams.toast.Departure;
import io.tributary.streams.toast.LargeValues;
import io.tributary.streams.toast.WaitingRecords;
import io.tributary.streams.topic.BrokerUnavailableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
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

    /**
     * How long a record waits for values from another partition, whose task may be hours behind after an outage. They
     * never come if the delete of the old key is a dead letter.
     */
    static final Duration LONGEST_WAIT = Duration.ofDays(1);

    /** How long values wait for a record that may be far behind: as long as Kafka keeps it by default. */
    static final Duration LONGEST_KEPT = Duration.ofDays(7);

    private static final Duration PATIENCE_CHECKED = Duration.ofMinutes(1);
    static final Duration DROPPED_CHECKED = Duration.ofSeconds(10);
    private static final Duration ARRIVALS_CHECKED = Duration.ofHours(1);

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
    private LaterRecords later;
    private Redriven redriven;
    private ReplayWatch replays;
    private DroppedLetters dropped;

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
        largeValues = new LargeValues(largeStore, context::currentSystemTimeMs);
        waiting = new WaitingRecords(largeStore, context::currentSystemTimeMs);
        Warnings warnings = surroundings.observer()::warned;
        KeyValueStore<Bytes, byte[]> contractStore = context.getStateStore(CleanTopology.CONTRACT_STORE);
        later = new LaterRecords(contractStore);
        contracts =
                new ContractCleaning(surroundings.registry(), surroundings.contracts(), contractStore, later, warnings);
        TableOverlays overlays = new TableOverlays(surroundings.registry(), surroundings.contracts(), warnings);
        cleaner = new Cleaner(surroundings.registry(), overlays, largeValues, later);
        redriven = new Redriven(later);
        replays = new ReplayWatch(contractStore);
        sender = new Sender(context, surroundings, progress, later);
        dropped = new DroppedLetters(surroundings, progress, sender, this::dataset);
        tables.clear();
        int partition = context.taskId().partition();
        progress.forEachDeadLetters(
                (dataset, number) -> surroundings.observer().deadLetters(dataset, partition, number));
        context.schedule(
                PATIENCE_CHECKED,
                PunctuationType.WALL_CLOCK_TIME,
                now -> waiting.giveUpSince(now - LONGEST_WAIT.toMillis(), this::send));
        context.schedule(DROPPED_CHECKED, PunctuationType.WALL_CLOCK_TIME, now -> dropped.tell(partition));
        context.schedule(
                ARRIVALS_CHECKED,
                PunctuationType.WALL_CLOCK_TIME,
                now -> largeValues.deleteArrivalsBefore(now - LONGEST_KEPT.toMillis()));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata origin = context.recordMetadata()
                .orElseThrow(() -> new IllegalStateException("A record of a topic comes without its metadata"));
        if (origin.topic().equals(surroundings.moves())) {
            arrived(record.key(), record.value());
            return;
        }
        if (replays.obey(origin.topic(), record.headers())) {
            return;
        }
        if (contracts.handles(origin.topic())) {
            RawRecord raw = judged(raw(origin, record, Long.MIN_VALUE));
            contracts.clean(raw, sender.outlet(raw));
            if (!raw.replayed()) {
                replays.passed(raw, false);
            }
            return;
        }
        RawTable table = table(origin.topic());
        RawRecord raw = judged(raw(origin, record, table.snapshotOrdering()));
        if (raw.replayed()) {
            // What waits is cleaned for the first time yet, after which a second time would come first.
            if (!waiting.isBehind(raw)) {
                replay(table, raw);
            }
        } else if (raw.redriven()) {
            send(raw, false);
        } else if (waiting.isBehind(raw)) {
            foresee(table, raw);
            waiting.add(raw);
        } else {
            send(raw, true).ifPresent(lsn -> waiting.add(raw, lsn));
        }
    }

    /** What is sent again by a replay is history if more is known of its key than the replay knew. */
    private RawRecord judged(RawRecord raw) {
        return raw.replayed() && !replays.mayBeNewest(raw) ? raw.asHistory() : raw;
    }

    private static RawRecord raw(RecordMetadata origin, Record<byte[], byte[]> record, long snapshotOrdering) {
        FirstPlace place = FirstPlace.in(record.headers()).orElse(new FirstPlace(origin.offset(), snapshotOrdering));
        return new RawRecord(
                origin.topic(),
                origin.partition(),
                place.offset(),
                record.timestamp(),
                record.key(),
                record.value(),
                record.headers(),
                place.snapshotOrdering());
    }

    private RawTable table(String rawTopic) {
        return tables.computeIfAbsent(
                rawTopic,
                topic -> new RawTable(topic, surroundings.registry(), progress, claims, surroundings.topics()));
    }

    private Dataset dataset(String rawTopic) {
        return surroundings
                .contracts()
                .ofRecords(rawTopic)
                .map(Contract::dataset)
                .orElseGet(() -> table(rawTopic).dataset());
    }

    private void depart(Departure departure, RawRecord raw) {
        if (departure.partition() == raw.partition()) {
            arrived(departure.address(), departure.message());
        } else {
            sender.send(departure, raw);
        }
    }

    private void arrived(byte[] address, byte[] message) {
        long lsn = largeValues.arrived(address, message);
        waiting.arrived(address, lsn, this::send);
    }

    /** Sends a record on; returns the LSN of the key change that it has to wait for, if it has to. */
    private OptionalLong send(RawRecord raw, boolean patient) {
        RawTable table = table(raw.topic());
        try {
            CleanRow row = clean(table, raw, patient);
            boolean newest = !raw.redriven() || redriven.isNewest(raw, row);
            if (newest) {
                row.accept().run();
                later.passed(raw, row.ordering(), row.op() == Operation.DELETE);
                replays.passed(raw, row.truncate());
            }
            sender.send(row, raw);
            if (newest) {
                row.departures().forEach(departure -> depart(departure, raw));
            }
        } catch (AwaitedValuesException e) {
            return OptionalLong.of(e.lsn());
        } catch (RejectedRecordException e) {
            byte[] key = raw.bareKey();
            if (key != null && e.rule() != Rule.DATASET_CLASH && !raw.redriven()) {
                table.claimed().ifPresent(dataset -> largeValues.distrust(dataset, key));
            }
            sender.sendDeadLetter(table.dataset(), raw, e);
        }
        return OptionalLong.empty();
    }

    /** Sends a replayed record on. It changes nothing that is kept of rows: that is further than the record is. */
    private void replay(RawTable table, RawRecord raw) {
        try {
            sender.send(clean(table, raw, false), raw);
        } catch (AwaitedValuesException e) {
            throw new IllegalStateException("A replayed record does not wait for values", e);
        } catch (RejectedRecordException e) {
            // Large values of the past are not kept; bronze has had the change from its first time.
            boolean incomplete = raw.history() && e.rule() == Rule.UNAVAILABLE_VALUE;
            if (!incomplete) {
                sender.sendDeadLetter(table.dataset(), raw, e);
            }
        }
    }

    private void foresee(RawTable table, RawRecord raw) {
        try {
            cleaner.foresee(table, raw);
        } catch (RegistryUnavailableException | BrokerUnavailableException | KafkaException e) {
            throw e;
        } catch (RejectedRecordException | RuntimeException e) {
            // It means nothing to others then, and is rejected when its turn comes.
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
