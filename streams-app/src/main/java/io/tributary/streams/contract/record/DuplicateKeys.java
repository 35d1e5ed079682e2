package io.tributary.streams.contract.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.schemas.naming.Dataset;
import io.tributary.schemas.wire.WireFormat;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Finds a second record of one key in one generation of a source. The same record read again, from the same place, is no
 * second one. Each key that was seen stays in the store, so this is only done where a contract asks for it.
 */
final class DuplicateKeys {

    private static final byte PREFIX = 'k';

    private final KeyValueStore<Bytes, byte[]> store;

    DuplicateKeys(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /**
     * Remembers a key.
     *
     * @param key in the wire format
     * @return whether another record of the generation had it
     */
    boolean isSecond(Dataset dataset, byte[] key, Origin origin) {
        Bytes address = StateKey.of(PREFIX, dataset, Arrays.copyOfRange(key, WireFormat.HEADER_BYTES, key.length));
        byte[] place = origin.place().getBytes(UTF_8);
        byte[] known = store.get(address);
        if (known != null) {
            ByteBuffer buffer = ByteBuffer.wrap(known);
            long ordering = buffer.getLong();
            if (ordering > origin.ordering()) {
                return false;
            }
            if (ordering == origin.ordering()) {
                return !buffer.equals(ByteBuffer.wrap(place));
            }
        }
        store.put(
                address,
                ByteBuffer.allocate(Long.BYTES + place.length)
                        .putLong(origin.ordering())
                        .put(place)
                        .array());
        return false;
    }
}
