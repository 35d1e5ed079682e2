package io.tributary.stack.archive.verify;

import io.tributary.schemas.archive.MalformedEntryException;
import io.tributary.schemas.archive.ManifestEntry;
import io.tributary.stack.archive.reading.ArchiveStore;
import io.tributary.stack.archive.reading.ArchivedFileReader;
import io.tributary.stack.archive.reading.Damage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Reads a file and compares it with its entry; from several threads, of which large files let only some read. */
final class FileVerifier {

    private static final int KIB = 1024;
    /** As many bytes of files are on the disk at a time; a file that has more is alone there. */
    private static final int ROOM_KIB = 128 * KIB;

    private final ArchiveStore store;
    private final ThreadLocal<ArchivedFileReader> readers;
    private final Set<String> schemas = ConcurrentHashMap.newKeySet();
    private final Semaphore room = new Semaphore(ROOM_KIB, true);

    FileVerifier(ArchiveStore store) {
        this.store = store;
        this.readers = ThreadLocal.withInitial(() -> new ArchivedFileReader(store));
    }

    /** What is wrong with it. */
    record Fault(Finding.Kind kind, String text) {}

    /**
     * What it was found to be.
     *
     * @param entry null if there is none to be read
     * @param firstOffset of its first record; null if none was read
     */
    record Outcome(ManifestEntry entry, List<Fault> findings, Long firstOffset) {}

    /**
     * Reads an entry and its file.
     *
     * @param key of the entry
     */
    Outcome verify(String key) throws InterruptedException {
        byte[] json = store.read(key);
        try {
            return verify(ManifestEntry.of(json, key));
        } catch (MalformedEntryException e) {
            return new Outcome(null, List.of(new Fault(Finding.Kind.CONTRADICTIONS, e.getMessage())), null);
        }
    }

    private Outcome verify(ManifestEntry entry) throws InterruptedException {
        List<Fault> faults = new ArrayList<>();
        Offsets offsets = new Offsets(entry);
        read(entry, offsets)
                .ifPresent(damage -> faults.add(
                        new Fault(kind(damage), "The archive's file " + entry.file() + " " + damage.text())));
        faults.addAll(offsets.faults);
        entry.schemas().values().stream()
                .filter(key -> !key.isEmpty() && !isThere(key))
                .forEach(key -> faults.add(new Fault(
                        Finding.Kind.MISSING_SCHEMAS,
                        "The schema " + key + " of the archive's file " + entry.file()
                                + " is missing; restore it from a copy")));
        return new Outcome(entry, faults, offsets.first);
    }

    private Optional<Damage> read(ManifestEntry entry, Offsets offsets) throws InterruptedException {
        int needed = (int) Math.min(ROOM_KIB, Math.max(0, entry.bytes()) / KIB + 1);
        room.acquire(needed);
        try {
            return readers.get().read(entry, record -> offsets.next(record.offset()));
        } finally {
            room.release(needed);
        }
    }

    private boolean isThere(String schema) {
        if (!schemas.contains(schema) && store.keys(schema).anyMatch(schema::equals)) {
            schemas.add(schema);
        }
        return schemas.contains(schema);
    }

    private static Finding.Kind kind(Damage damage) {
        return switch (damage.kind()) {
            case MISSING -> Finding.Kind.MISSING_FILES;
            case ALTERED -> Finding.Kind.SHA256_MISMATCHES;
            case UNLIKE_ITS_ENTRY -> Finding.Kind.CONTRADICTIONS;
        };
    }

    /** The offsets of a file's records; one finding of a kind is enough for a file. */
    private static final class Offsets {

        private final ManifestEntry entry;
        private final List<Fault> faults = new ArrayList<>();
        private Long first;
        private long last = -1;
        private boolean outside;
        private boolean twice;

        Offsets(ManifestEntry entry) {
            this.entry = entry;
        }

        void next(long offset) {
            if (first == null) {
                first = offset;
            }
            if (!outside && (offset < entry.firstOffset() || offset >= entry.nextOffset())) {
                outside = true;
                faults.add(new Fault(
                        Finding.Kind.CONTRADICTIONS,
                        "The archive's file " + entry.file() + " has offset " + offset
                                + ", which is not in its range"));
            }
            if (!twice && offset <= last) {
                twice = true;
                faults.add(new Fault(
                        Finding.Kind.DOUBLES,
                        "The archive's file " + entry.file() + " has offset " + offset + " behind offset " + last));
            }
            last = Math.max(last, offset);
        }
    }
}
