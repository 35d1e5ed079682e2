package io.tributary.connectors.files.format;

import java.io.IOException;
import java.util.List;

/** Reads one file, or one entry of an archive, record by record. */
public interface RecordReader {

    /**
     * Names of the columns in the file's order, unique.
     *
     * @throws IOException if the header cannot be read
     */
    List<String> columns() throws IOException;

    /**
     * The next record, or null after the last. The same bytes always give the same sequence.
     *
     * @throws IOException if nothing more can be read, be it the store's or the file's fault
     */
    Parsed next() throws IOException;
}
