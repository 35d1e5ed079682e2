package io.tributary.streams.topology;

import io.tributary.schemas.naming.Topics;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.streams.contract.ContractBook;
import io.tributary.streams.retention.DroppedRanges;
import io.tributary.streams.topic.OutputTopics;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The one topology: all raw topics, one processor, one way out.
 *
 * <pre>raw.&lt;source&gt;.* -> clean -> clean.&lt;source&gt;.&lt;dataset&gt; or dlq.&lt;source&gt;.&lt;dataset&gt;</pre>
 *
 * <p>Task n has partition n of all raw topics, and the state of their rows. What crosses partitions goes through a topic of
 * the app's own: the large values of a row whose key changes into one of another partition, and the news of a truncate.
 */
public final class CleanTopology {

    /** Large values by dataset and key; see {@code LargeValues}. */
    public static final String LARGE_VALUES_STORE = "large-values";

    /** What little is remembered of each raw topic; see {@code Progress}. */
    public static final String PROGRESS_STORE = "progress";

    /** What contracts ask to remember: keys that were seen, and the elements of documents. */
    public static final String CONTRACT_STORE = "contracts";

    private static final String SOURCE = "raw";
    private static final String MOVES = "moves";
    private static final String PROCESSOR = "clean";
    private static final String SINK = "out";

    /**
     * What the topology needs of the world.
     *
     * @param registry schemas
     * @param topics where records go
     * @param moves topic of the app's own that takes {@code Departure}s from one partition's task to another's; has to
     *     exist, with as many partitions as the widest raw topic
     * @param contracts of files and documents, and over tables
     * @param dropped raw records that can be cleaned no more
     * @param observer who is told
     */
    public record Surroundings(
            SchemaRegistry registry,
            OutputTopics topics,
            String moves,
            ContractBook contracts,
            DroppedRanges dropped,
            CleaningObserver observer) {}

    private CleanTopology() {}

    /** Builds the topology. Reads and writes nothing. */
    public static Topology build(Surroundings surroundings) {
        Topology topology = new Topology();
        topology.addSource(
                AutoOffsetReset.earliest(),
                SOURCE,
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                Topics.RAW_DATA);
        topology.addSource(
                AutoOffsetReset.earliest(),
                MOVES,
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                surroundings.moves());
        topology.addProcessor(PROCESSOR, () -> new CleanProcessor(surroundings), SOURCE, MOVES);
        topology.addStateStore(progressStore(), PROCESSOR);
        topology.addStateStore(largeValuesStore(), PROCESSOR);
        topology.addStateStore(contractStore(), PROCESSOR);
        topology.addSink(
                SINK,
                (key, outgoing, context) -> outgoing.topic(),
                new ByteArraySerializer(),
                Outgoing.serializer(),
                (topic, key, outgoing, partitions) -> Optional.of(Set.of(outgoing.partition())),
                PROCESSOR);
        return topology;
    }

    private static StoreBuilder<KeyValueStore<String, byte[]>> progressStore() {
        return Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(PROGRESS_STORE), Serdes.String(), Serdes.ByteArray())
                .withCachingDisabled();
    }

    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> largeValuesStore() {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(LARGE_VALUES_STORE), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(Map.of(
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(2 * OutputTopics.MAX_RECORD_BYTES)));
    }

    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> contractStore() {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(CONTRACT_STORE), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled();
    }
}
