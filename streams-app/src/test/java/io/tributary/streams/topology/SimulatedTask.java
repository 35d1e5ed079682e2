package io.tributary.streams.topology;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * The app's task of one partition, driven by hand: it reads what it is told to read, in the order of each topic, and what
 * it has done since the last commit can be undone, as by the abort of its transaction.
 */
final class SimulatedTask {

    /** A record in a topic. */
    record Message(byte[] key, byte[] value, Headers headers) {}

    private final int partition;
    private final CleanTopology.Surroundings surroundings;
    private final Path directory;
    private final Map<String, Long> positions = new HashMap<>();
    private Map<String, Long> committedPositions = Map.of();
    private Map<Bytes, byte[]> committedLargeValues = Map.of();
    private Map<String, byte[]> committedProgress = Map.of();
    private long nowMillis;
    private MockProcessorContext<byte[], Outgoing> context;
    private KeyValueStore<Bytes, byte[]> largeValues;
    private KeyValueStore<String, byte[]> progress;
    private CleanProcessor processor;

    SimulatedTask(int partition, CleanTopology.Surroundings surroundings, Path directory) {
        this.partition = partition;
        this.surroundings = surroundings;
        this.directory = directory;
        begin();
    }

    int partition() {
        return partition;
    }

    private void begin() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        context = new MockProcessorContext<>(properties, new TaskId(0, partition), directory.toFile());
        context.setCurrentSystemTimeMs(nowMillis);
        largeValues = store(CleanTopology.LARGE_VALUES_STORE, Serdes.Bytes(), committedLargeValues);
        progress = store(CleanTopology.PROGRESS_STORE, Serdes.String(), committedProgress);
        store(CleanTopology.CONTRACT_STORE, Serdes.Bytes(), Map.of());
        positions.clear();
        positions.putAll(committedPositions);
        processor = new CleanProcessor(surroundings);
        processor.init(context);
    }

    private <K> KeyValueStore<K, byte[]> store(String name, Serde<K> keys, Map<K, byte[]> content) {
        KeyValueStore<K, byte[]> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), keys, Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        content.forEach(store::put);
        return store;
    }

    /** Whether there are records of a topic's partition that it has not read. */
    boolean canRead(String topic, List<Message> records) {
        return position(topic) < records.size();
    }

    /** Reads the next record of a topic's partition; returns whether there was one. */
    boolean read(String topic, List<Message> records) {
        if (!canRead(topic, records)) {
            return false;
        }
        long offset = position(topic);
        positions.put(topic, offset + 1);
        Message message = records.get((int) offset);
        context.setRecordMetadata(topic, partition, offset);
        processor.process(new Record<>(message.key(), message.value(), 0, message.headers()));
        return true;
    }

    private long position(String topic) {
        return positions.getOrDefault(topic, 0L);
    }

    /** Sets the clock. */
    void timeIs(long millis) {
        nowMillis = millis;
        context.setCurrentSystemTimeMs(millis);
    }

    /** Does what the app does from time to time. */
    void keepHouse() {
        context.scheduledPunctuators().forEach(due -> due.getPunctuator().punctuate(nowMillis));
    }

    /** Ends the transaction and returns what was sent in it. */
    List<Record<byte[], Outgoing>> commit() {
        committedLargeValues = contentOf(largeValues);
        committedProgress = contentOf(progress);
        committedPositions = Map.copyOf(positions);
        List<Record<byte[], Outgoing>> sent = new ArrayList<>();
        context.forwarded().forEach(forward -> sent.add(cast(forward.record())));
        context.resetForwards();
        return sent;
    }

    @SuppressWarnings("unchecked")
    private static Record<byte[], Outgoing> cast(Record<?, ?> record) {
        return (Record<byte[], Outgoing>) record;
    }

    /** Dies and comes back: everything since the last commit is undone. */
    void abort() {
        begin();
    }

    long entries(char kind) {
        return contentOf(largeValues).keySet().stream()
                .filter(key -> key.get()[0] == kind)
                .count();
    }

    private static <K> Map<K, byte[]> contentOf(KeyValueStore<K, byte[]> store) {
        Map<K, byte[]> content = new HashMap<>();
        try (KeyValueIterator<K, byte[]> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<K, byte[]> entry = all.next();
                content.put(entry.key, entry.value);
            }
        }
        return content;
    }
}
