package io.tributary.connectors.files.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The files inside one file, in the order in which they lie there. A file that is not packed is its only entry. */
public interface Container extends AutoCloseable {

    /**
     * One file inside.
     *
     * @param name path inside the archive; empty if the file is not an archive
     * @param content its bytes, valid until the next entry is asked for; the caller need not close it. Reading to its
     *     end fails if the archive says that other bytes belong there
     */
    record Entry(String name, InputStream content) {}

    /**
     * The next entry that is a file, or empty after the last.
     *
     * @throws IOException if the archive is damaged, encrypted or needs more memory than it may have
     */
    Optional<Entry> next() throws IOException;

    /** Lets go of what is open and of the disk space in use. */
    @Override
    void close() throws IOException;
}
