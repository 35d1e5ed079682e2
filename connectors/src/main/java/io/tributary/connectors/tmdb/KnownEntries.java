package io.tributary.connectors.tmdb;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** The fingerprints of what was emitted: those in Connect's offsets, one small offset an entry, and those since then. */
final class KnownEntries {

    private final EntryRecords records;
    private final OffsetStorageReader offsets;
    private final Map<Lookup.Entry, String> hashes = new HashMap<>();

    KnownEntries(EntryRecords records, OffsetStorageReader offsets) {
        this.records = records;
        this.offsets = offsets;
    }

    /** Reads the offsets of many entries at once: each reading waits for the end of Connect's offsets topic. */
    void load(Collection<Lookup.Entry> entries) {
        Map<Map<String, String>, Lookup.Entry> wanted = new HashMap<>();
        for (Lookup.Entry entry : entries) {
            if (!hashes.containsKey(entry)) {
                wanted.put(records.partition(entry), entry);
                hashes.put(entry, "");
            }
        }
        if (wanted.isEmpty()) {
            return;
        }
        offsets.offsets(List.copyOf(wanted.keySet())).forEach((partition, offset) -> {
            if (offset != null && offset.get(EntryRecords.HASH) instanceof String hash) {
                hashes.put(wanted.get(partition), hash);
            }
        });
    }

    boolean isNews(Lookup.Entry entry, String hash) {
        return !hash.equals(hashes.put(entry, hash));
    }
}
