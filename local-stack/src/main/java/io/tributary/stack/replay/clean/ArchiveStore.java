package io.tributary.stack.replay.clean;

import java.nio.file.Path;
import java.util.List;

/** The objects of an archive. Every method throws a StackException naming the object if the store does not give it. */
interface ArchiveStore {

    /** All keys that begin so, in their order. */
    List<String> keys(String prefix);

    byte[] read(String key);

    /** Writes an object into a file, which is not there yet. */
    void download(String key, Path file);
}
