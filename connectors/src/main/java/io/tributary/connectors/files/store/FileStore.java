package io.tributary.connectors.files.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A tree of files that can be listed and read from any byte on. Used by one thread at a time. */
public interface FileStore extends AutoCloseable {

    /**
     * The files that pass the filter, at any depth, in no particular order.
     *
     * @throws StoreUnavailableException if the store cannot be reached; worth another try
     * @throws AccessRefusedException if the store refuses the login or the folder; no use trying again as it is
     */
    List<StoredFile> list(PathFilter filter) throws IOException;

    /**
     * The file as it is now, or empty if it is gone.
     *
     * @throws AccessRefusedException if the store refuses to say; no use trying again as it is
     * @throws StoreUnavailableException if the store cannot be reached
     */
    Optional<StoredFile> find(String path) throws IOException;

    /**
     * Bytes of a file from an offset on. The stream may end early when a connection breaks, with or without an exception:
     * {@link ResumingStream} notices. The store serves nothing else until the stream is closed.
     *
     * @param offset bytes to leave out, less than the file's size
     * @throws MissingFileException if the store has no such file or does not give it away
     * @throws ChangedFileException if the store knows that the content is no longer that of {@code file}
     * @throws StoreUnavailableException if the store cannot be reached
     */
    InputStream open(StoredFile file, long offset) throws IOException;

    /**
     * Deletes a file.
     *
     * @throws AccessRefusedException if the store does not let it be deleted
     * @throws StoreUnavailableException if the store cannot be reached
     */
    void delete(StoredFile file) throws IOException;

    /**
     * Moves a file to a path below the root where nothing is, making folders on the way. Safe to repeat after it was
     * interrupted.
     *
     * @throws AccessRefusedException if the store does not let it be moved, or something is there
     * @throws StoreUnavailableException if the store cannot be reached
     */
    void move(StoredFile file, String target) throws IOException;

    /** The file on a local disk, if it already lies there. */
    default Optional<Path> localPath(StoredFile file) {
        return Optional.empty();
    }

    /** Lets go of connections; never fails. */
    @Override
    void close();
}
