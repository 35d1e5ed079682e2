package io.tributary.connectors.archive;

import io.tributary.connectors.archive.store.ObjectStore;
import io.tributary.connectors.archive.store.ObjectStore.StoredObject;
import io.tributary.schemas.archive.MalformedEntryException;
import io.tributary.schemas.archive.ManifestEntry;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * The chain of ranges that each partition has in the bucket. A range is claimed, written and listed, each by a write that
 * succeeds for one writer only; so whoever writes, and wherever it is killed, ranges neither overlap nor leave a gap.
 */
final class Archive {

    private static final String SHA256 = "sha256";

    private final ObjectStore store;
    private final ArchiveLayout layout;

    Archive(ObjectStore store, ArchiveLayout layout) {
        this.store = store;
        this.layout = layout;
    }

    /**
     * Where a partition goes on.
     *
     * @param next the first offset that is not in the archive
     * @param claim the range that begins there, if a writer has claimed it without having written it
     */
    record Continuation(long next, Optional<ManifestEntry> claim) {}

    /** Where a partition goes on; lists files that were written and not listed. */
    Continuation continuation(TopicIdPartition partition) {
        long next = new NewestManifest(store, layout.manifests(partition))
                        .lastOffset()
                        .orElse(-1)
                + 1;
        while (true) {
            Optional<ManifestEntry> claim = claim(partition, next);
            if (claim.isEmpty()) {
                return new Continuation(next, claim);
            }
            Optional<StoredObject> file = store.head(claim.get().file());
            if (file.isEmpty()) {
                return new Continuation(next, claim);
            }
            list(claim.get(), file.get());
            next = claim.get().nextOffset();
        }
    }

    /**
     * Writes a file into the archive; repeating it does no harm.
     *
     * @return whether the range is archived; false if another writer has claimed a different one from the same begin
     */
    boolean add(ManifestEntry entry, Path file) {
        if (!claimed(entry)) {
            return false;
        }
        if (store.putIfAbsent(entry.file(), file, Map.of(SHA256, entry.sha256()))) {
            store.putIfAbsent(layout.manifest(entry), entry.json());
        } else {
            // Somebody wrote the same range, perhaps compressed by another version: the bucket's bytes are the truth.
            list(
                    entry,
                    store.head(entry.file())
                            .orElseThrow(
                                    () -> new ConnectException(
                                            "The object " + entry.file()
                                                    + " was there and is gone; nobody may delete from the archive while it is written")));
        }
        return true;
    }

    private boolean claimed(ManifestEntry entry) {
        TopicIdPartition partition = ArchiveLayout.partition(entry);
        return store.putIfAbsent(layout.claim(partition, entry.firstOffset()), entry.json())
                || claim(partition, entry.firstOffset())
                        .filter(entry::sameFileAs)
                        .isPresent();
    }

    private Optional<ManifestEntry> claim(TopicIdPartition partition, long first) {
        String key = layout.claim(partition, first);
        return store.get(key).map(json -> entry(json, key));
    }

    private static ManifestEntry entry(byte[] json, String key) {
        try {
            return ManifestEntry.of(json, key);
        } catch (MalformedEntryException e) {
            // Without its cause: those who show a task's error to people show the deepest one, which knows no remedy.
            throw new ConnectException(e.getMessage());
        }
    }

    private void list(ManifestEntry entry, StoredObject file) {
        ManifestEntry stored = entry.storedAs(file.bytes(), file.metadata().getOrDefault(SHA256, entry.sha256()));
        store.putIfAbsent(layout.manifest(stored), stored.json());
    }
}
