package io.tributary.stack.release;

import io.tributary.schemas.naming.Dataset;
import io.tributary.schemas.naming.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Follows the files of one dataset from read to completely in the lake. A file's records are in the raw topic when its
 * connector says that it is done; what came of them is in the clean topics, or is a dead letter, when the Streams app has
 * committed up to where the raw topic ended then; and in the lake when both layers have all up to where the clean topics
 * ended after that. Ends are taken with what is not committed yet: a transaction's end may be later in one topic than in
 * another.
 */
final class Settling {

    private final String rawTopic;
    private final List<Dataset> datasets;
    private final Set<DoneFile> known = new HashSet<>();
    private final List<Wave> waves = new ArrayList<>();

    /** Files that were done when the ends were taken. */
    private static final class Wave {
        private final List<DoneFile> files;
        private final Map<Integer, Long> rawEnds;
        private Map<Dataset, Map<Integer, Long>> cleanEnds;

        private Wave(List<DoneFile> files, Map<Integer, Long> rawEnds) {
            this.files = files;
            this.rawEnds = rawEnds;
        }
    }

    /**
     * Knows of no file yet.
     *
     * @param datasets what is made of the dataset's records: itself, and those that are the elements of its documents
     */
    Settling(Dataset dataset, List<Dataset> datasets) {
        this.rawTopic = Topics.RAW_PREFIX + dataset.source() + "." + dataset.name();
        this.datasets = List.copyOf(datasets);
    }

    /** These need no more telling. */
    void told(Collection<DoneFile> files) {
        known.addAll(files);
    }

    /**
     * Looks again.
     *
     * @param done all files that are known to be done
     * @return those of them that have become settled
     */
    List<DoneFile> look(Collection<DoneFile> done, LakePositions positions) {
        List<DoneFile> fresh = done.stream().filter(known::add).toList();
        if (!fresh.isEmpty()) {
            waves.add(new Wave(fresh, positions.rawEnds(rawTopic)));
        }
        List<DoneFile> settled = new ArrayList<>();
        waves.removeIf(wave -> isSettled(wave, positions) && settled.addAll(wave.files));
        return settled;
    }

    private boolean isSettled(Wave wave, LakePositions positions) {
        if (wave.cleanEnds == null) {
            if (!isBehind(wave.rawEnds, positions.cleaned(rawTopic))) {
                return false;
            }
            Map<Dataset, Map<Integer, Long>> ends = new HashMap<>();
            datasets.forEach(dataset -> ends.put(dataset, positions.cleanEnds(dataset)));
            wave.cleanEnds = ends;
        }
        return wave.cleanEnds.entrySet().stream()
                .allMatch(ends -> isBehind(ends.getValue(), positions.inLake(ends.getKey())));
    }

    private static boolean isBehind(Map<Integer, Long> ends, Map<Integer, Long> reached) {
        return ends.entrySet().stream().allMatch(end -> end.getValue() <= reached.getOrDefault(end.getKey(), 0L));
    }
}
