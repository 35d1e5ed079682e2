package io.tributary.streams.contract.record;

import io.tributary.schemas.naming.Dataset;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** Which elements the newest document of a key had, so that those which a newer one lacks are deleted. */
final class KnownElements {

    private static final byte PREFIX = 'e';

    private final KeyValueStore<Bytes, byte[]> store;

    KnownElements(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /**
     * The elements of a document.
     *
     * @param ordering of the document
     * @param keys of the elements, in the wire format
     */
    record Known(long ordering, List<byte[]> keys) {}

    Optional<Known> find(Dataset dataset, byte[] document) {
        byte[] bytes = store.get(StateKey.of(PREFIX, dataset, document));
        if (bytes == null) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long ordering = buffer.getLong();
        List<byte[]> keys = new ArrayList<>();
        while (buffer.hasRemaining()) {
            byte[] key = new byte[buffer.getInt()];
            buffer.get(key);
            keys.add(key);
        }
        return Optional.of(new Known(ordering, keys));
    }

    void put(Dataset dataset, byte[] document, Known known) {
        int size = Long.BYTES;
        for (byte[] key : known.keys()) {
            size += Integer.BYTES + key.length;
        }
        ByteBuffer buffer = ByteBuffer.allocate(size).putLong(known.ordering());
        for (byte[] key : known.keys()) {
            buffer.putInt(key.length).put(key);
        }
        store.put(StateKey.of(PREFIX, dataset, document), buffer.array());
    }
}
