package io.tributary.streams.dataset;

import io.tributary.schemas.naming.Dataset;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjLongConsumer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The little that must be remembered of each raw topic in one partition: how far its snapshot is ordered, its key, whose
 * dataset it is, how many dead letters it has, and which of them stand for records that Kafka dropped. Written only when
 * it changes, so a snapshot of a million rows writes once.
 */
public final class Progress {

    private static final String SNAPSHOT = "snapshot ";
    private static final String KEY = "key ";
    private static final String OWNER = "owner ";
    private static final String DATASET = "dataset ";
    private static final String DEAD_LETTERS = "dead-letters ";
    private static final String DROPPED = "dropped ";
    private static final String SEPARATOR = ",";

    private final KeyValueStore<String, byte[]> store;

    public Progress(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    /** Ordering of the newest snapshot row of a raw topic; the least possible value if there was none. */
    long snapshotOrdering(String rawTopic) {
        return number(SNAPSHOT + rawTopic, Long.MIN_VALUE);
    }

    void snapshotOrdering(String rawTopic, long ordering) {
        put(SNAPSHOT + rawTopic, ordering);
    }

    /** Safe names of the key's columns; null if no row was seen yet. */
    List<String> key(String rawTopic) {
        byte[] names = store.get(KEY + rawTopic);
        if (names == null) {
            return null;
        }
        return names.length == 0 ? List.of() : List.of(text(names).split(SEPARATOR));
    }

    void key(String rawTopic, List<String> names) {
        store.put(KEY + rawTopic, String.join(SEPARATOR, names).getBytes(StandardCharsets.UTF_8));
    }

    /** The raw topic that a dataset's records come from; null if none came yet. */
    String owner(Dataset dataset) {
        byte[] topic = store.get(OWNER + dataset.cleanTopic());
        return topic == null ? null : text(topic);
    }

    /** Gives a dataset to a raw topic. */
    void claim(Dataset dataset, String rawTopic) {
        store.put(OWNER + dataset.cleanTopic(), rawTopic.getBytes(StandardCharsets.UTF_8));
        store.put(DATASET + rawTopic, dataset.cleanTopic().getBytes(StandardCharsets.UTF_8));
    }

    /** The dataset that a raw topic has; empty if it has none. */
    Optional<Dataset> claimed(String rawTopic) {
        byte[] cleanTopic = store.get(DATASET + rawTopic);
        return cleanTopic == null
                ? Optional.empty()
                : Dataset.ofTopic(text(cleanTopic)).filter(dataset -> rawTopic.equals(owner(dataset)));
    }

    /** How many dead letters a dataset has had in this partition. */
    public long deadLetters(Dataset dataset) {
        return number(DEAD_LETTERS + dataset.cleanTopic(), 0);
    }

    /** Counts one more dead letter and returns their number. */
    public long addDeadLetter(Dataset dataset) {
        long number = deadLetters(dataset) + 1;
        put(DEAD_LETTERS + dataset.cleanTopic(), number);
        return number;
    }

    /** Tells the number of dead letters of every dataset that has any. */
    public void forEachDeadLetters(ObjLongConsumer<Dataset> consumer) {
        try (KeyValueIterator<String, byte[]> entries = store.prefixScan(DEAD_LETTERS, new StringSerializer())) {
            while (entries.hasNext()) {
                KeyValue<String, byte[]> entry = entries.next();
                Dataset.ofTopic(entry.key.substring(DEAD_LETTERS.length()))
                        .ifPresent(dataset -> consumer.accept(
                                dataset, ByteBuffer.wrap(entry.value).getLong()));
            }
        }
    }

    /** When the newest range was noticed that was dropped of a raw topic and has a dead letter; 0 if there is none. */
    public long dropped(String rawTopic) {
        return number(DROPPED + rawTopic, 0);
    }

    public void dropped(String rawTopic, long noticed) {
        put(DROPPED + rawTopic, noticed);
    }

    private long number(String key, long defaultValue) {
        byte[] bytes = store.get(key);
        return bytes == null ? defaultValue : ByteBuffer.wrap(bytes).getLong();
    }

    private void put(String key, long number) {
        store.put(key, ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
