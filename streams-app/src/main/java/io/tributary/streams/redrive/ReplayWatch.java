package io.tributary.streams.redrive;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.schemas.naming.ReplayHeaders;
import io.tributary.streams.envelope.RawRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Which keys of a raw topic have changed since a replay of it began. What the replay sends of them later is older, whatever
 * the replay knows: an upsert among it could bring back a row that was deleted meanwhile. Kept as {@code w<length of
 * topic><topic><key>}, and without a key for the topic itself, from the replay's begin to its end.
 */
public final class ReplayWatch {

    private static final byte PREFIX = 'w';
    private static final byte[] SOME_KEYS = {0};
    private static final byte[] ALL_KEYS = {1};
    private static final byte[] NO_KEY = {};
    private static final BytesSerializer SERIALIZER = new BytesSerializer();

    private final KeyValueStore<Bytes, byte[]> store;

    /** By topic, whether all of its keys have changed. */
    private final Map<String, Boolean> topics = new HashMap<>();

    /** Reads back which topics are being replayed. */
    public ReplayWatch(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
        try (KeyValueIterator<Bytes, byte[]> all = store.prefixScan(Bytes.wrap(new byte[] {PREFIX}), SERIALIZER)) {
            while (all.hasNext()) {
                var entry = all.next();
                ByteBuffer address = ByteBuffer.wrap(entry.key.get());
                address.get();
                byte[] topic = new byte[address.getInt()];
                address.get(topic);
                if (!address.hasRemaining()) {
                    topics.put(new String(topic, UTF_8), entry.value[0] == ALL_KEYS[0]);
                }
            }
        }
    }

    /** Does what a record says that is no data but marks a replay's begin or end; says whether it was one. */
    public boolean obey(String topic, Headers headers) {
        Header control = headers.lastHeader(ReplayHeaders.CONTROL);
        if (control == null) {
            return false;
        }
        forget(topic);
        if (new String(control.value(), US_ASCII).equals(ReplayHeaders.BEGIN)) {
            topics.put(topic, false);
            store.put(address(topic, NO_KEY), SOME_KEYS);
        }
        return true;
    }

    private void forget(String topic) {
        if (topics.remove(topic) == null) {
            return;
        }
        List<Bytes> addresses = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> all = store.prefixScan(address(topic, NO_KEY), SERIALIZER)) {
            all.forEachRemaining(entry -> addresses.add(entry.key));
        }
        addresses.forEach(store::delete);
    }

    /** Notes a change that is no replayed one, if its topic is being replayed. */
    public void passed(RawRecord raw, boolean truncates) {
        Boolean all = topics.get(raw.topic());
        if (all == null || all) {
            return;
        }
        if (truncates) {
            topics.put(raw.topic(), true);
            store.put(address(raw.topic(), NO_KEY), ALL_KEYS);
        } else if (raw.bareKey() != null) {
            store.put(address(raw.topic(), raw.bareKey()), SOME_KEYS);
        }
    }

    /**
     * Whether a replayed record may be its key's newest. It may not in a topic that is not being replayed, either: then
     * nobody knows what came after it.
     */
    public boolean mayBeNewest(RawRecord raw) {
        Boolean all = topics.get(raw.topic());
        return all != null && !all && (raw.bareKey() == null || store.get(address(raw.topic(), raw.bareKey())) == null);
    }

    private static Bytes address(String topic, byte[] key) {
        byte[] name = topic.getBytes(UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(1 + Integer.BYTES + name.length + key.length)
                .put(PREFIX)
                .putInt(name.length)
                .put(name)
                .put(key)
                .array());
    }
}
