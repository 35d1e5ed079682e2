package io.tributary.connectors.files;

import io.tributary.connectors.files.archive.Container;
import io.tributary.connectors.files.archive.Containers;
import io.tributary.connectors.files.archive.Packing;
import io.tributary.connectors.files.archive.Spool;
import io.tributary.connectors.files.format.FileFormat;
import io.tributary.connectors.files.format.Parsed;
import io.tributary.connectors.files.format.RecordReader;
import io.tributary.connectors.files.store.FileStore;
import io.tributary.connectors.files.store.PathFilter;
import io.tributary.connectors.files.store.Patience;
import io.tributary.connectors.files.store.ResumingStream;
import io.tributary.connectors.files.store.StoreUnavailableException;
import io.tributary.connectors.files.store.StoredFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads one file from where an offset says. What is before is read again and left out: packed bytes have no other way to
 * find a record.
 */
final class FileReading implements AutoCloseable {

    /**
     * What all files are read with.
     *
     * @param entries which files in archives are wanted
     * @param archiveMemory heap for unpacking, in bytes
     */
    record Equipment(
            FileStore store,
            Spool spool,
            Patience patience,
            FileFormat format,
            PathFilter entries,
            long archiveMemory) {}

    /**
     * A record and where it was found.
     *
     * @param entry path in the archive; empty if the file is none
     * @param entryIndex number of the entry, from 0
     * @param record number of the record in it, from 1
     * @param columns the entry's columns
     */
    record Found(Parsed parsed, String entry, long entryIndex, long record, List<String> columns) {}

    private final Equipment equipment;
    private final StoredFile file;
    private final FileOffset from;
    private final ResumingStream bytes;
    private Container container;
    private RecordReader reader;
    private String entry;
    private long entryIndex = -1;
    private long record;

    FileReading(Equipment equipment, FileOffset from) {
        this.equipment = equipment;
        this.file = from.content();
        this.from = from;
        bytes = new ResumingStream(equipment.store(), file, equipment.patience());
    }

    /** Bytes that came from the store so far; a file on a local disk counts when it is read to its end. */
    long bytesRead() {
        return bytes.position();
    }

    /**
     * The next record behind the offset, or null after the last.
     *
     * @throws IOException of the store, the spool or, if none of those, of what is in the file
     */
    Found next() throws IOException {
        if (container == null) {
            container = open();
        }
        while (true) {
            if (reader == null && !nextEntry()) {
                return null;
            }
            Parsed parsed = reader.next();
            if (parsed == null) {
                reader = null;
                continue;
            }
            record++;
            if (equipment.patience().isOver()) {
                throw new StoreUnavailableException("Reading " + file.path() + " is given up");
            }
            if (entryIndex > from.entry() || record > from.record()) {
                return new Found(parsed, entry, entryIndex, record, reader.columns());
            }
        }
    }

    private boolean nextEntry() throws IOException {
        while (true) {
            Optional<Container.Entry> next = container.next();
            if (next.isEmpty()) {
                return false;
            }
            entryIndex++;
            entry = next.get().name();
            if (entryIndex >= from.entry()
                    && (entry.isEmpty() || equipment.entries().accepts(entry))) {
                reader = equipment.format().read(next.get().content());
                record = 0;
                return true;
            }
        }
    }

    private Container open() throws IOException {
        Packing packing = Packing.ofName(file.path());
        if (!packing.needsSeeking()) {
            return Containers.stream(packing, bytes);
        }
        return Containers.seekable(packing, onDisk(), equipment.archiveMemory());
    }

    private Path onDisk() throws IOException {
        Optional<Path> local = equipment.store().localPath(file);
        if (local.isPresent()) {
            return local.get();
        }
        if (!equipment.spool().takes(file.size())) {
            throw new IOException("The archive has " + file.size() + " bytes, more than spool.max.bytes = "
                    + equipment.spool().maxBytes());
        }
        return equipment.spool().hold(bytes);
    }

    /** Lets go of the store and of the disk. */
    @Override
    public void close() throws IOException {
        try (bytes) {
            if (container != null) {
                container.close();
            }
        } finally {
            equipment.spool().clear();
        }
    }
}
