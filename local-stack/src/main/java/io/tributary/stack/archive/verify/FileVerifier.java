package io.tributary.stack.archive.verify;

import io.tributary.schemas.archive.ManifestEntry;
import io.tributary.stack.archive.reading.ArchiveStore;
import io.tributary.stack.archive.reading.ArchivedFileReader;
import io.tributary.stack.archive.reading.Damage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a file and compares it with its entry. */
final class FileVerifier {

    private final ArchiveStore store;
    private final ArchivedFileReader reader;
    private final Set<String> schemas = new HashSet<>();

    FileVerifier(ArchiveStore store) {
        this.store = store;
        this.reader = new ArchivedFileReader(store);
    }

    /** What is wrong with it. */
    record Fault(Finding.Kind kind, String text) {}

    /**
     * What it was found to be.
     *
     * @param firstOffset of its first record; null if none was read
     */
    record Outcome(List<Fault> findings, Long firstOffset) {}

    Outcome verify(ManifestEntry entry) {
        List<Fault> faults = new ArrayList<>();
        Offsets offsets = new Offsets(entry);
        reader.read(entry, record -> offsets.next(record.offset()))
                .ifPresent(damage -> faults.add(
                        new Fault(kind(damage), "The archive's file " + entry.file() + " " + damage.text())));
        faults.addAll(offsets.faults);
        entry.schemas().values().stream()
                .filter(key -> !key.isEmpty() && !isThere(key))
                .forEach(key -> faults.add(new Fault(
                        Finding.Kind.MISSING_SCHEMAS,
                        "The schema " + key + " of the archive's file " + entry.file()
                                + " is missing; restore it from a copy")));
        return new Outcome(faults, offsets.first);
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
