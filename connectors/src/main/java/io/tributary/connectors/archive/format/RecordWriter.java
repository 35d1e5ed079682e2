package io.tributary.connectors.archive.format;

import java.io.Closeable;
import java.io.IOException;

/** Writes records into one file; closing it completes the file. */
public interface RecordWriter extends Closeable {

    void write(ArchivedRecord record) throws IOException;
}
