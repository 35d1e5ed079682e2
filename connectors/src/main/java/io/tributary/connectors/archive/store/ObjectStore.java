package io.tributary.connectors.archive.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A bucket in which objects are made and never changed. Every method throws a {@link StoreUnavailableException} if the
 * store does not answer or says that it is overloaded, and a {@link StoreRefusedException} if it refuses for good.
 */
public interface ObjectStore extends AutoCloseable {

    /** Whether the bucket is there and may be used; throws if not. */
    void check();

    /** Makes an object unless its key is taken; answers whether it did. */
    boolean putIfAbsent(String key, byte[] content);

    /**
     * Makes an object of a local file unless its key is taken; answers whether it did.
     *
     * @param metadata kept with the object
     */
    boolean putIfAbsent(String key, Path file, Map<String, String> metadata);

    /** The content of a small object; empty if there is none. */
    Optional<byte[]> get(String key);

    /** What is kept about an object; empty if there is none. */
    Optional<StoredObject> head(String key);

    /**
     * Keys in ascending order.
     *
     * @param prefix how they begin
     * @param after only keys above this one; the prefix itself for all
     * @param limit how many at most, up to 1000
     */
    List<String> list(String prefix, String after, int limit);

    @Override
    void close();

    /**
     * What is kept about an object.
     *
     * @param bytes its size
     * @param metadata as it was given
     */
    record StoredObject(long bytes, Map<String, String> metadata) {
        public StoredObject {
            metadata = Map.copyOf(metadata);
        }
    }
}
