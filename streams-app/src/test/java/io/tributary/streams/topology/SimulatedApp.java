package io.tributary.streams.topology;

import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.wire.AvroCodec;
import io.tributary.schemas.wire.MalformedRecordException;
import io.tributary.streams.contract.ContractBook;
import io.tributary.streams.retention.DroppedRanges;
import io.tributary.streams.topology.SimulatedTask.Message;
import io.tributary.streams.topology.TopologyHarness.FakeOutputTopics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.api.Record;

/** The app's tasks on one raw topic, each at its own pace, and what becomes of the topic's records. */
final class SimulatedApp {

    private static final String MOVES = "test-moves";

    private final AvroCodec codec;
    private final String topic;
    private final List<List<Message>> raw = new ArrayList<>();
    private final List<List<Message>> moves = new ArrayList<>();
    private final List<SimulatedTask> tasks = new ArrayList<>();
    private final Map<Place, GenericRecord> clean = new HashMap<>();
    private final Map<Place, String> deadLetters = new HashMap<>();

    /** Offsets of the raw records behind the clean ones, in the order of the clean partition. */
    private final List<List<Long>> order = new ArrayList<>();

    private record Place(int partition, long offset) {}

    SimulatedApp(SchemaRegistry registry, String topic, int partitions, Path directory) {
        this.codec = new AvroCodec(registry);
        this.topic = topic;
        FakeOutputTopics topics = new FakeOutputTopics();
        topics.partitions = partitions;
        topics.raw.add(topic);
        CleanTopology.Surroundings surroundings = new CleanTopology.Surroundings(
                registry, topics, MOVES, ContractBook.EMPTY, DroppedRanges.NONE, CleaningObserver.NOBODY);
        for (int i = 0; i < partitions; i++) {
            tasks.add(new SimulatedTask(i, surroundings, directory));
            raw.add(new ArrayList<>());
            moves.add(new ArrayList<>());
            order.add(new ArrayList<>());
        }
    }

    int partitions() {
        return tasks.size();
    }

    /** The partition of a key in the wire format, as the raw topics' producer chooses it. */
    int partitionOf(byte[] key) {
        return key == null ? 0 : Utils.toPositive(Utils.murmur2(Arrays.copyOfRange(key, 5, key.length))) % tasks.size();
    }

    /** Puts a record into the raw topic. */
    void append(byte[] key, byte[] value, Headers headers) {
        raw.get(partitionOf(key)).add(new Message(key, value, headers));
    }

    /** Lets a task read a record of the raw topic, if there is one. */
    boolean readRaw(int partition) {
        return tasks.get(partition).read(topic, raw.get(partition));
    }

    /** Lets a task read a record of what other tasks have sent it, if there is one. */
    boolean readMoves(int partition) {
        return tasks.get(partition).read(MOVES, moves.get(partition));
    }

    /** Whether every task has read everything. */
    boolean isThrough() {
        return tasks.stream()
                .noneMatch(task -> task.canRead(topic, raw.get(task.partition()))
                        || task.canRead(MOVES, moves.get(task.partition())));
    }

    void timeIs(long millis) {
        tasks.forEach(task -> task.timeIs(millis));
    }

    void keepHouse(int partition) {
        tasks.get(partition).keepHouse();
    }

    /** Undoes what a task has done since its last commit. */
    void abort(int partition) {
        tasks.get(partition).abort();
    }

    void commit(int partition) {
        for (Record<byte[], Outgoing> sent : tasks.get(partition).commit()) {
            Outgoing outgoing = sent.value();
            if (outgoing.topic().equals(MOVES)) {
                moves.get(outgoing.partition()).add(new Message(sent.key(), outgoing.bytes(), sent.headers()));
            } else if (outgoing.topic().startsWith("clean.")) {
                cleaned(decode(outgoing.bytes()), outgoing.partition());
            } else {
                Place place = new Place(
                        Integer.parseInt(TopologyHarness.header(sent.headers(), "__connect.errors.partition")),
                        Long.parseLong(TopologyHarness.header(sent.headers(), "__connect.errors.offset")));
                once(deadLetters.put(place, TopologyHarness.header(sent.headers(), "tributary.error.reason")), place);
            }
        }
    }

    private void cleaned(GenericRecord value, int partition) {
        GenericRecord meta = (GenericRecord) value.get("_meta");
        Place place = new Place((int) meta.get("raw_partition"), (long) meta.get("raw_offset"));
        once(clean.put(place, value), place);
        order.get(partition).add(place.offset());
    }

    private static void once(Object before, Place place) {
        if (before != null) {
            throw new AssertionError("The raw record at " + place + " came out twice");
        }
    }

    private GenericRecord decode(byte[] bytes) {
        try {
            return codec.decode(bytes);
        } catch (MalformedRecordException e) {
            throw new AssertionError("A clean record does not decode", e);
        }
    }

    /** What a raw record became; null if it is not there. */
    GenericRecord clean(int partition, long offset) {
        return clean.get(new Place(partition, offset));
    }

    /** Why a raw record is a dead letter; null if it is none. */
    String deadLetter(int partition, long offset) {
        return deadLetters.get(new Place(partition, offset));
    }

    /** All clean records of a partition, in their order. */
    List<GenericRecord> clean(int partition) {
        return order.get(partition).stream()
                .map(offset -> clean.get(new Place(partition, offset)))
                .toList();
    }

    /** How many entries of a kind are in a task's store of large values. */
    long entries(int partition, char kind) {
        return tasks.get(partition).entries(kind);
    }
}
