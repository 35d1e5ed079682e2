package io.tributary.stack.archive.reading;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The objects of an archive. Every method throws a StackException naming the object if the store does not give it. */
public interface ArchiveStore {

    /** All keys that begin so, in their order, asked for as they are read. */
    Stream<String> keys(String prefix);

    /** What stands between a prefix that ends with a slash and the next slash of the keys that begin so, each once. */
    List<String> folders(String prefix);

    byte[] read(String key);

    /**
     * Writes an object into a file, which is not there yet.
     *
     * @return false if there is no such object
     */
    boolean download(String key, Path file);
}
