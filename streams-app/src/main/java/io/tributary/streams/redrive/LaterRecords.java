package io.tributary.streams.redrive;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.streams.envelope.RawRecord;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What came of a key after one of its records was set aside, so that the record is not taken for news when it is sent
 * again. Kept for such keys only, as {@code f<length of topic><topic><key>}: a topic without dead letters costs nothing.
 */
public final class LaterRecords {

    private static final byte PREFIX = 'f';
    private static final BytesSerializer SERIALIZER = new BytesSerializer();

    private final KeyValueStore<Bytes, byte[]> store;
    private final Set<String> topics = new HashSet<>();

    /**
     * The newest good record of a key since.
     *
     * @param ordering its place in the order of the key's records
     * @param offset in the raw topic, which settles equal orderings
     * @param deletes whether it took the row away
     */
    public record Newest(long ordering, long offset, boolean deletes) {

        private boolean isAfter(long otherOrdering, long otherOffset) {
            return ordering > otherOrdering || (ordering == otherOrdering && offset > otherOffset);
        }
    }

    /** Reads back which topics have such keys. */
    public LaterRecords(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
        try (KeyValueIterator<Bytes, byte[]> all = store.prefixScan(Bytes.wrap(new byte[] {PREFIX}), SERIALIZER)) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> entry = all.next();
                topics.add(topicIn(entry.key.get()));
            }
        }
    }

    /** Begins to watch the key of a record that becomes a dead letter. */
    public void setAside(RawRecord raw) {
        if (raw.bareKey() == null) {
            return;
        }
        Bytes address = address(raw);
        if (store.get(address) == null) {
            store.put(address, write(new Newest(Long.MIN_VALUE, Long.MIN_VALUE, false)));
            topics.add(raw.topic());
        }
    }

    /** Notes a good record, if its key is watched. */
    public void passed(RawRecord raw, long ordering, boolean deletes) {
        if (!topics.contains(raw.topic()) || raw.bareKey() == null) {
            return;
        }
        Bytes address = address(raw);
        byte[] known = store.get(address);
        if (known != null && !read(known).isAfter(ordering, raw.offset())) {
            store.put(address, write(new Newest(ordering, raw.offset(), deletes)));
        }
    }

    /** The newest record of the key that is newer than one that is sent again; empty if that is the newest itself. */
    public Optional<Newest> after(RawRecord raw, long ordering) {
        byte[] known = raw.bareKey() == null ? null : store.get(address(raw));
        return Optional.ofNullable(known)
                .map(LaterRecords::read)
                .filter(newest -> newest.isAfter(ordering, raw.offset()));
    }

    private static Bytes address(RawRecord raw) {
        byte[] topic = raw.topic().getBytes(UTF_8);
        byte[] key = raw.bareKey();
        return Bytes.wrap(ByteBuffer.allocate(1 + Integer.BYTES + topic.length + key.length)
                .put(PREFIX)
                .putInt(topic.length)
                .put(topic)
                .put(key)
                .array());
    }

    private static String topicIn(byte[] address) {
        int length = ByteBuffer.wrap(address, 1, Integer.BYTES).getInt();
        return new String(address, 1 + Integer.BYTES, length, UTF_8);
    }

    private static byte[] write(Newest newest) {
        return ByteBuffer.allocate(2 * Long.BYTES + 1)
                .putLong(newest.ordering())
                .putLong(newest.offset())
                .put((byte) (newest.deletes() ? 1 : 0))
                .array();
    }

    private static Newest read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new Newest(buffer.getLong(), buffer.getLong(), buffer.get() == 1);
    }
}
