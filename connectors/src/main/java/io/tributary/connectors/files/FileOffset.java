package io.tributary.connectors.files;

import io.tributary.connectors.files.store.StoredFile;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far one file has been read: Connect's source offset of it.
 *
 * @param state whether more is to come
 * @param generation counts the contents that the path has had, from 1
 * @param ordering of two records with one key, that with the higher one is newer
 * @param content the file as it was listed when this generation began
 * @param entry how many entries of an archive are read completely
 * @param record records read of the entry behind those, good and bad
 * @param records good records of the generation so far
 * @param rejected bad ones
 */
record FileOffset(
        State state,
        long generation,
        long ordering,
        StoredFile content,
        long entry,
        long record,
        long records,
        long rejected) {

    /** Where a file stands. */
    enum State {
        READING,
        DONE,
        /** It cannot be read on and is a dead letter. */
        REJECTED
    }

    private static final String STATE = "state";
    private static final String GENERATION = "generation";
    private static final String ORDERING = "ordering";
    private static final String SIZE = "size";
    private static final String MODIFIED = "modified";
    private static final String TAG = "tag";
    private static final String ENTRY = "entry";
    private static final String RECORD = "record";
    private static final String RECORDS = "records";
    private static final String REJECTED = "rejected";

    static FileOffset begin(StoredFile content, long generation, long ordering) {
        return new FileOffset(State.READING, generation, ordering, content, 0, 0, 0, 0);
    }

    FileOffset afterRow(long entryIndex, long recordNumber) {
        return new FileOffset(
                State.READING, generation, ordering, content, entryIndex, recordNumber, records + 1, rejected);
    }

    FileOffset afterRejected(long entryIndex, long recordNumber) {
        return new FileOffset(
                State.READING, generation, ordering, content, entryIndex, recordNumber, records, rejected + 1);
    }

    FileOffset in(State newState) {
        return new FileOffset(newState, generation, ordering, content, entry, record, records, rejected);
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new HashMap<>();
        map.put(STATE, state.name());
        map.put(GENERATION, generation);
        map.put(ORDERING, ordering);
        map.put(SIZE, content.size());
        if (content.modified() != null) {
            map.put(MODIFIED, content.modified());
        }
        if (content.tag() != null) {
            map.put(TAG, content.tag());
        }
        map.put(ENTRY, entry);
        map.put(RECORD, record);
        map.put(RECORDS, records);
        map.put(REJECTED, rejected);
        return map;
    }

    /** What an offset map says of a file, or empty if it is not one that {@link #toMap} makes. */
    static Optional<FileOffset> of(String path, Map<String, ?> map) {
        try {
            Object modified = map.get(MODIFIED);
            return Optional.of(new FileOffset(
                    State.valueOf((String) map.get(STATE)),
                    number(map, GENERATION),
                    number(map, ORDERING),
                    new StoredFile(
                            path, number(map, SIZE), modified == null ? null : ((Number) modified).longValue(), (String)
                                    map.get(TAG)),
                    number(map, ENTRY),
                    number(map, RECORD),
                    number(map, RECORDS),
                    number(map, REJECTED)));
        } catch (ClassCastException | NullPointerException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static long number(Map<String, ?> map, String key) {
        long value = ((Number) map.get(key)).longValue();
        if (value < 0) {
            throw new IllegalArgumentException(key + " is negative");
        }
        return value;
    }
}
