package io.tributary.stack.replay.clean;

import io.tributary.schemas.archive.MalformedEntryException;
import io.tributary.schemas.archive.ManifestEntry;
import io.tributary.stack.archive.reading.ArchiveStore;
import io.tributary.stack.archive.reading.ArchivedFileReader;
import io.tributary.stack.archive.reading.StoredRecord;
import io.tributary.stack.layout.StackException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What the archive has of a raw topic. No record of a file is passed on before the file is known to be the one that the
 * manifest means.
 */
final class ArchiveHistory implements RawHistory {

    private final ArchiveStore store;
    private final String prefix;
    private final String topic;
    private final String topicId;
    private final ArchivedFileReader files;
    private final Map<Integer, List<ManifestEntry>> manifests = new HashMap<>();

    /**
     * @param prefix begin of all keys of the archive; empty or with a slash at its end
     * @param topicId Kafka's id of the topic, by which the archive goes
     */
    ArchiveHistory(ArchiveStore store, String prefix, String topic, String topicId) {
        this.store = store;
        this.files = new ArchivedFileReader(store);
        this.prefix = prefix;
        this.topic = topic;
        this.topicId = topicId;
    }

    @Override
    public long earliest(int partition) {
        return 0;
    }

    /**
     * Makes sure that all before an offset is in the archive.
     *
     * @throws StackException if it is not, or the manifest has a gap
     */
    void requireUpTo(int partition, long offset) {
        List<ManifestEntry> known = files(partition);
        long next = known.isEmpty() ? 0 : known.get(known.size() - 1).nextOffset();
        if (next < offset) {
            throw new StackException("The records of " + topic + " from offset " + next + " to " + (offset - 1)
                    + " of partition " + partition + " are neither in the archive nor in Kafka any more");
        }
    }

    /** Which offsets Kafka had dropped before they were archived, one text a range. */
    List<String> dropped(int partition) {
        return files(partition).stream()
                .filter(file -> file.droppedBefore() != null)
                .map(file -> "offsets " + file.firstOffset() + " to " + (file.droppedBefore() - 1) + " of partition "
                        + partition)
                .toList();
    }

    @Override
    public void read(int partition, long from, long to, Consumer<StoredRecord> reader) {
        requireUpTo(partition, to);
        for (ManifestEntry file : files(partition)) {
            if (file.nextOffset() > from && file.firstOffset() < to) {
                read(file, record -> {
                    if (record.offset() >= from && record.offset() < to) {
                        reader.accept(record);
                    }
                });
            }
        }
    }

    private List<ManifestEntry> files(int partition) {
        return manifests.computeIfAbsent(partition, this::manifest);
    }

    private List<ManifestEntry> manifest(int partition) {
        List<ManifestEntry> entries = new ArrayList<>();
        long next = 0;
        String folder = prefix + "manifest/" + topic + "/" + partition + "/" + topicId + "/";
        for (String key : (Iterable<String>) store.keys(folder)::iterator) {
            ManifestEntry entry = entry(key);
            if (entry.firstOffset() != next
                    || entry.nextOffset() <= next
                    || entry.partition() != partition
                    || !topic.equals(entry.topic())) {
                throw new StackException("The archive's manifest is damaged: " + key + " is about offsets "
                        + entry.firstOffset() + " to " + (entry.nextOffset() - 1) + " of " + entry.topic()
                        + " partition " + entry.partition() + ", where offset " + next + " of " + topic + " partition "
                        + partition + " is expected; restore the entries from a copy");
            }
            next = entry.nextOffset();
            entries.add(entry);
        }
        return entries;
    }

    private ManifestEntry entry(String key) {
        try {
            return ManifestEntry.of(store.read(key), key);
        } catch (MalformedEntryException e) {
            throw new StackException(e.getMessage(), e);
        }
    }

    private void read(ManifestEntry entry, Consumer<StoredRecord> reader) {
        files.read(entry, reader).ifPresent(damage -> {
            throw new StackException("The archive's file " + entry.file() + " " + damage.text());
        });
    }
}
