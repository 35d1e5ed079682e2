package io.tributary.streams.toast;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Truncates that another partition has told of, until a record of their topic comes that is behind them. They are kept in
 * the store of large values as {@code t<raw topic>}, and in memory, so a record costs nothing while there are none.
 *
 * <p>A truncate locks its table. So by their positions in the log, too, all changes of the table are before or behind it.
 */
final class TruncatesElsewhere {

    private static final byte TRUNCATE = 't';
    private static final BytesSerializer PREFIX = new BytesSerializer();

    private final KeyValueStore<Bytes, byte[]> store;
    private final Map<String, Long> positions = new HashMap<>();

    TruncatesElsewhere(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
        try (KeyValueIterator<Bytes, byte[]> all = store.prefixScan(Bytes.wrap(new byte[] {TRUNCATE}), PREFIX)) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> entry = all.next();
                byte[] key = entry.key.get();
                positions.put(
                        new String(key, 1, key.length - 1, StandardCharsets.UTF_8),
                        ByteBuffer.wrap(entry.value).getLong());
            }
        }
    }

    void add(String rawTopic, long position) {
        positions.merge(rawTopic, position, Math::max);
        store.put(
                key(rawTopic),
                ByteBuffer.allocate(Long.BYTES).putLong(positions.get(rawTopic)).array());
    }

    /** Position of the newest truncate that a change is behind; empty if it was taken before or there is none. */
    OptionalLong takeBefore(String rawTopic, long position) {
        Long truncate = positions.get(rawTopic);
        if (truncate == null || truncate >= position) {
            return OptionalLong.empty();
        }
        positions.remove(rawTopic);
        store.delete(key(rawTopic));
        return OptionalLong.of(truncate);
    }

    private static Bytes key(String rawTopic) {
        byte[] topic = rawTopic.getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(
                ByteBuffer.allocate(1 + topic.length).put(TRUNCATE).put(topic).array());
    }
}
