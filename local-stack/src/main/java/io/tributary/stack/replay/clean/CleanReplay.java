package io.tributary.stack.replay.clean;

import io.tributary.schemas.naming.Dataset;
import io.tributary.schemas.registry.HttpSchemaRegistry;
import io.tributary.schemas.registry.RegistryUnavailableException;
import io.tributary.stack.archive.RunningArchive;
import io.tributary.stack.layout.StackException;
import io.tributary.stack.layout.StateDirectory;
import io.tributary.stack.replay.ReplayStart;
import io.tributary.stack.status.Endpoints;
import io.tributary.stack.supervisor.StackClient;
import io.tributary.stack.topic.TopicReader;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.kafka.common.KafkaException;

/** Replays of the clean step of a dataset, in the stack that runs with a state directory. */
public final class CleanReplay {

    private final String bootstrap;
    private final URI registry;
    private final Archives archives;

    public CleanReplay(StateDirectory state) {
        Endpoints endpoints = new StackClient(state).status().endpoints();
        this.bootstrap = endpoints.kafka().bootstrap();
        this.registry = URI.create(endpoints.registry().url());
        this.archives =
                new Archives(new RunningArchive(URI.create(endpoints.connect().url()), state.secrets()));
    }

    /**
     * How far a replay is.
     *
     * @param sent records that were sent, by this command and those that it goes on with
     * @param records all that are to be sent
     * @param cleaning records of the raw topic that the Streams app has still to clean; -1 while records are being sent
     */
    public record Progress(long sent, long records, long cleaning) {}

    /**
     * Finds out what would be replayed, reading all of it; changes nothing.
     *
     * @param from begin of the range; empty to go on with a replay that was cut off
     * @param to end of the range, not included; empty for the head
     * @param reading hears now and then how many records were read
     * @throws StackException if there is no such dataset, its records are not all there, or none is in the range
     */
    public CleanReplayPlan plan(
            Dataset dataset, Optional<ReplayStart> from, Optional<ReplayStart> to, LongConsumer reading) {
        try (TopicReader reader = new TopicReader(bootstrap)) {
            String topic = RawTopicOf.dataset(dataset, Set.copyOf(reader.topics("")));
            try (KafkaHistory kafka = new KafkaHistory(bootstrap, topic)) {
                return from.isPresent()
                        ? fresh(dataset, topic, kafka, reader, from.get(), to, reading)
                        : unfinished(dataset, topic, kafka, reader, reading);
            }
        } catch (KafkaException | RegistryUnavailableException e) {
            throw unavailable(e);
        }
    }

    private CleanReplayPlan fresh(
            Dataset dataset,
            String topic,
            KafkaHistory kafka,
            TopicReader reader,
            ReplayStart from,
            Optional<ReplayStart> to,
            LongConsumer reading) {
        Reach reach = new Reach(topic, kafka, name -> archives.of(name, reader.idOf(name)));
        RawHistory history = new CountedHistory(reach.history(from), reading);
        Map<Integer, PartitionScan> scans = new TreeMap<>();
        for (int partition = 0; partition < kafka.partitions(); partition++) {
            PartitionScan scan = new PartitionScan(from, to.orElse(null), envelopes());
            scan.advance(history, partition, history.earliest(partition), kafka.end(partition));
            scans.put(partition, scan);
        }
        CleanReplayPlan plan = new CleanReplayPlan(dataset, topic, scans, reach.needsArchive(), reach.lacking(), null);
        if (plan.records() == 0) {
            throw new StackException("There is nothing to replay: " + topic + " has no record in that range");
        }
        return plan;
    }

    private CleanReplayPlan unfinished(
            Dataset dataset, String topic, KafkaHistory kafka, TopicReader reader, LongConsumer reading) {
        ReplayState state = ReplayLedger.read(reader, dataset)
                .filter(last -> !last.done() && last.topicId().equals(reader.idOf(topic)))
                .orElseThrow(() -> new StackException("No replay of the clean step of " + dataset.source() + "."
                        + dataset.name() + " was cut off; say with --from where one is to begin"));
        Reach reach = new Reach(topic, kafka, name -> archives.of(name, reader.idOf(name)));
        RawHistory history = new CountedHistory(reach.since(state), reading);
        Map<Integer, PartitionScan> scans = new TreeMap<>();
        state.partitions().forEach((partition, part) -> {
            PartitionScan scan = new PartitionScan(
                    new ReplayStart.AtOffset(part.begin()), new ReplayStart.AtOffset(part.end()), envelopes());
            scan.advance(history, partition, history.earliest(partition), part.mark());
            scans.put(partition, scan);
        });
        return new CleanReplayPlan(dataset, topic, scans, reach.needsArchive(), reach.lacking(), state);
    }

    private Envelopes envelopes() {
        return new Envelopes(new HttpSchemaRegistry(registry));
    }

    /**
     * Sends the records of a plan. May be cut off at any point, and is then gone on with by another plan.
     *
     * @param progress hears how far it is, at least every few seconds
     * @throws StackException if Kafka does not answer, or another replay of the dataset began meanwhile
     */
    public void run(CleanReplayPlan plan, Consumer<Progress> progress) {
        try (TopicReader reader = new TopicReader(bootstrap);
                KafkaHistory kafka = new KafkaHistory(bootstrap, plan.topic())) {
            ReplayLedger.ensure(reader);
            Reach reach = new Reach(plan.topic(), kafka, name -> archives.of(name, reader.idOf(name)));
            RawHistory history = plan.archived() ? reach.withArchive() : new WholeHistory(kafka, Optional.empty());
            try (Resending resending = new Resending(bootstrap, plan, history, progress)) {
                resending.run(reader);
            }
            new CleaningLag(reader, plan.topic())
                    .await(lag -> progress.accept(new Progress(plan.records(), plan.records(), lag)));
        } catch (KafkaException | RegistryUnavailableException e) {
            throw unavailable(e);
        }
    }

    private static StackException unavailable(RuntimeException e) {
        return new StackException(
                "Kafka or the registry did not answer: " + e.getMessage() + "; see 'tributary status'", e);
    }
}
