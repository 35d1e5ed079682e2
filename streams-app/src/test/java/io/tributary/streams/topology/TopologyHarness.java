package io.tributary.streams.topology;

import io.tributary.schemas.naming.Dataset;
import io.tributary.schemas.registry.InMemorySchemaRegistry;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.wire.AvroCodec;
import io.tributary.schemas.wire.MalformedRecordException;
import io.tributary.streams.contract.ContractBook;
import io.tributary.streams.deadletter.Rule;
import io.tributary.streams.retention.DroppedRange;
import io.tributary.streams.topic.OutputTopics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** The whole topology on Kafka's test driver, with an in-memory registry and topics that are only noted. */
final class TopologyHarness implements AutoCloseable {

    static final String APPLICATION = "test";
    static final String MOVES = "test-moves";

    final SchemaRegistry registry;
    final FakeOutputTopics topics = new FakeOutputTopics();
    private final AvroCodec codec;
    private final Path stateDirectory;
    private ContractBook contracts;
    final List<DroppedRange> dropped = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final CleaningObserver observer = new CleaningObserver() {
        @Override
        public void warned(Dataset dataset, Rule rule, String field) {
            warnings.add(dataset.tableName() + " " + rule.code() + " " + field);
        }
    };
    private final Map<String, List<TestRecord<byte[], byte[]>>> changelogs = new HashMap<>();
    private TopologyTestDriver driver;

    /** A clean record, decoded. */
    record Clean(GenericRecord key, GenericRecord value) {
        Object get(String field) {
            return value.get(field);
        }

        GenericRecord meta() {
            return (GenericRecord) value.get("_meta");
        }
    }

    /** Topics that exist as soon as they are wanted. */
    static final class FakeOutputTopics implements OutputTopics {
        final Map<String, String> made = new HashMap<>();
        final Set<String> raw = new TreeSet<>();
        int partitions = 1;

        @Override
        public int ensure(String topic, String rawTopic) {
            made.put(topic, rawTopic);
            return partitions;
        }

        @Override
        public int partitions(String rawTopic) {
            return partitions;
        }

        @Override
        public Set<String> rawTopics() {
            return raw;
        }
    }

    TopologyHarness(Path stateDirectory) {
        this(stateDirectory, new InMemorySchemaRegistry());
    }

    TopologyHarness(Path stateDirectory, SchemaRegistry registry) {
        this(stateDirectory, registry, ContractBook.EMPTY);
    }

    TopologyHarness(Path stateDirectory, SchemaRegistry registry, ContractBook contracts) {
        this.stateDirectory = stateDirectory;
        this.registry = registry;
        this.contracts = contracts;
        this.codec = new AvroCodec(registry);
        start();
    }

    private void start() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        driver = new TopologyTestDriver(
                CleanTopology.build(new CleanTopology.Surroundings(
                        registry, topics, MOVES, contracts, partition -> List.copyOf(dropped), observer)),
                properties);
    }

    /** Ends the app and starts it again without its local state: the stores are read back from their changelogs. */
    void restart() {
        List<TestRecord<byte[], byte[]>> large = changelog(CleanTopology.LARGE_VALUES_STORE);
        List<TestRecord<byte[], byte[]>> progress = changelog(CleanTopology.PROGRESS_STORE);
        List<TestRecord<byte[], byte[]>> remembered = changelog(CleanTopology.CONTRACT_STORE);
        driver.close();
        start();
        KeyValueStore<Bytes, byte[]> largeStore = driver.getKeyValueStore(CleanTopology.LARGE_VALUES_STORE);
        large.forEach(record -> largeStore.put(Bytes.wrap(record.key()), record.value()));
        KeyValueStore<Bytes, byte[]> contractStore = driver.getKeyValueStore(CleanTopology.CONTRACT_STORE);
        remembered.forEach(record -> contractStore.put(Bytes.wrap(record.key()), record.value()));
        KeyValueStore<String, byte[]> progressStore = driver.getKeyValueStore(CleanTopology.PROGRESS_STORE);
        progress.forEach(record -> progressStore.put(new String(record.key(), StandardCharsets.UTF_8), record.value()));
    }

    /** The same with other contracts. */
    void restart(ContractBook changed) {
        contracts = changed;
        restart();
    }

    private List<TestRecord<byte[], byte[]>> changelog(String store) {
        List<TestRecord<byte[], byte[]>> records = changelogs.computeIfAbsent(store, ignored -> new ArrayList<>());
        records.addAll(read(APPLICATION + "-" + store + "-changelog"));
        return records;
    }

    void send(String topic, byte[] key, byte[] value, Header... headers) {
        topics.raw.add(topic);
        driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(key, value, new RecordHeaders(headers)));
    }

    List<Clean> clean(String topic) {
        List<Clean> records = new ArrayList<>();
        for (TestRecord<byte[], byte[]> record : read(topic)) {
            try {
                records.add(new Clean(
                        record.key() == null ? null : codec.decode(record.key()), codec.decode(record.value())));
            } catch (MalformedRecordException e) {
                throw new AssertionError("A clean record does not decode", e);
            }
        }
        return records;
    }

    /** The only new record of a topic. */
    Clean cleanOne(String topic) {
        List<Clean> records = clean(topic);
        if (records.size() != 1) {
            throw new AssertionError(
                    topic + " has " + records.size() + " records where one was expected" + deadLetters());
        }
        return records.get(0);
    }

    /** The dead letters of all topics so far, for messages. */
    private String deadLetters() {
        StringBuilder text = new StringBuilder();
        for (String topic : topics.made.keySet()) {
            if (topic.startsWith("dlq.")) {
                read(topic).forEach(record -> text.append("; ")
                        .append(topic)
                        .append(": ")
                        .append(header(record.headers(), "tributary.error.reason")));
            }
        }
        return text.toString();
    }

    List<TestRecord<byte[], byte[]>> read(String topic) {
        if (!driver.producedTopicNames().contains(topic)) {
            return List.of();
        }
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    /** Rules that were broken and only warn: table, rule and field. */
    List<String> warnings() {
        return warnings;
    }

    void passTime(Duration time) {
        driver.advanceWallClockTime(time);
    }

    KeyValueStore<Bytes, byte[]> largeValues() {
        return driver.getKeyValueStore(CleanTopology.LARGE_VALUES_STORE);
    }

    long entriesOf(String store) {
        long entries = 0;
        try (KeyValueIterator<Object, Object> all =
                driver.getKeyValueStore(store).all()) {
            while (all.hasNext()) {
                all.next();
                entries++;
            }
        }
        return entries;
    }

    static String header(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        driver.close();
    }
}
