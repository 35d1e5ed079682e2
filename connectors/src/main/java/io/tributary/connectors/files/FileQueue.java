package io.tributary.connectors.files;

import io.tributary.connectors.files.ProgressRecords.Totals;
import io.tributary.connectors.files.store.StoredFile;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Which files are to be read next, and from where: what is listed against what the offsets say was read. */
final class FileQueue {

    private final Period period;
    private final Function<List<String>, Map<String, FileOffset>> committed;
    private final Map<String, FileOffset> known = new HashMap<>();
    private final Deque<FileOffset> waiting = new ArrayDeque<>();
    private List<StoredFile> listed = List.of();

    /**
     * Begins with nothing listed.
     *
     * @param committed gives the offsets of paths, as far as there are any
     */
    FileQueue(Period period, Function<List<String>, Map<String, FileOffset>> committed) {
        this.period = period;
        this.committed = committed;
    }

    /** Takes a new listing in place of the one before. */
    void refresh(List<StoredFile> files) {
        List<String> unknown = files.stream()
                .map(StoredFile::path)
                .filter(path -> !known.containsKey(path))
                .toList();
        known.putAll(committed.apply(unknown));
        listed = files;
        waiting.clear();
        files.stream()
                .sorted(oldestFirst())
                .map(this::whatIsLeft)
                .flatMap(Optional::stream)
                .forEach(waiting::add);
    }

    private Comparator<StoredFile> oldestFirst() {
        return Comparator.<StoredFile>comparingLong(file -> period.ordering(file, 0, 0))
                .thenComparing(StoredFile::path);
    }

    private Optional<FileOffset> whatIsLeft(StoredFile file) {
        FileOffset offset = known.get(file.path());
        if (offset == null) {
            return Optional.of(FileOffset.begin(file, 1, period.ordering(file, 1, 0)));
        }
        if (!offset.content().sameContentAs(file)) {
            long generation = offset.generation() + 1;
            return Optional.of(
                    FileOffset.begin(file, generation, period.ordering(file, generation, offset.ordering())));
        }
        return offset.state() == FileOffset.State.READING ? Optional.of(offset) : Optional.empty();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    FileOffset take() {
        return waiting.remove();
    }

    /** Lets the others go first; this one is taken up again where it stands. */
    void putBack(FileOffset offset) {
        waiting.add(offset);
    }

    /** Remembers what is handed to Connect. */
    void advance(FileOffset offset) {
        known.put(offset.content().path(), offset);
    }

    /**
     * How much of what is listed is read.
     *
     * @param bytesOfCurrent bytes read of the file that is being read
     */
    Totals totals(long bytesOfCurrent) {
        long files = 0;
        long bytes = 0;
        long allBytes = 0;
        for (StoredFile file : listed) {
            allBytes += file.size();
            FileOffset offset = known.get(file.path());
            if (offset != null
                    && offset.state() != FileOffset.State.READING
                    && offset.content().sameContentAs(file)) {
                files++;
                bytes += file.size();
            }
        }
        return new Totals(listed.size(), files, allBytes, Math.min(allBytes, bytes + bytesOfCurrent));
    }
}
