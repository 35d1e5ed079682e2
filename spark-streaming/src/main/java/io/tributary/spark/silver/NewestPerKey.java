package io.tributary.spark.silver;

import io.tributary.spark.clean.CleanRecord;
import io.tributary.spark.clean.NewestSourceTs;
import io.tributary.spark.clean.RawRecord;
import io.tributary.spark.clean.Replay;
import io.tributary.spark.clean.RowMaker;
import io.tributary.spark.clean.UncheckedUndecodableException;
import io.tributary.spark.clean.UndecodableRecordException;
import io.tributary.spark.hudi.RecordKeys;
import io.tributary.spark.hudi.TableLayout;
import io.tributary.spark.lake.LakeRow;
import io.tributary.spark.lake.TableMarkers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.generic.GenericRecord;
import org.apache.spark.api.java.function.FlatMapFunction;

/**
 * The newest change of every key among some records, leaving out what the table has already and what a
 * truncate took away. Holds the undecoded record of each key and decodes it again at the end, since a decoded row takes
 * several times the memory.
 */
final class NewestPerKey implements FlatMapFunction<Iterator<RawRecord>, KeyedRow> {

    private static final long serialVersionUID = 1L;

    private final RowMaker rows;
    private final List<String> key;
    private final RowPartition partition;
    private final HashSet<Integer> schemas;
    private final HashMap<Integer, Long> nextOffsets;
    private final long truncatedBelow;
    private final Truncate truncate;
    private final NewestSourceTs newest;

    /** Where the newest change of a key so far was. */
    private record Candidate(RawRecord record, long ordering, long rawOffset) {}

    /** @param schemas of the rows that the table takes; others are passed over */
    NewestPerKey(
            RowMaker rows,
            TableLayout layout,
            Set<Integer> schemas,
            TableMarkers markers,
            Optional<Truncate> truncate,
            NewestSourceTs newest) {
        this.rows = rows;
        this.key = layout.key();
        this.partition = new RowPartition(layout.partition());
        this.schemas = new HashSet<>(schemas);
        this.nextOffsets = new HashMap<>(markers.nextOffsets());
        this.truncatedBelow = markers.truncatedBelow();
        this.truncate = truncate.orElse(null);
        this.newest = newest;
    }

    @Override
    public Iterator<KeyedRow> call(Iterator<RawRecord> records) {
        try {
            Map<String, Candidate> byKey = new LinkedHashMap<>();
            while (records.hasNext()) {
                RawRecord record = records.next();
                if (record.offset() >= nextOffsets.getOrDefault(record.partition(), 0L)
                        && record.replay() != Replay.HISTORY) {
                    offer(record, byKey);
                }
            }
            return new Rows(byKey.entrySet().iterator());
        } catch (UndecodableRecordException e) {
            throw new UncheckedUndecodableException(e);
        }
    }

    /** The newest row of every key among records of any number of Kafka partitions. */
    List<LakeRow> rowsOf(List<RawRecord> records) {
        List<LakeRow> found = new ArrayList<>();
        call(records.iterator()).forEachRemaining(keyed -> found.add(keyed.row()));
        return found;
    }

    private void offer(RawRecord record, Map<String, Candidate> byKey) throws UndecodableRecordException {
        CleanRecord clean = rows.decode(record);
        newest.add(clean.sourceTsMicros());
        // A row without a key was captured before its table had one.
        if (record.keyless()
                || !schemas.contains(clean.schemaId())
                || clean.ordering() < truncatedBelow
                || (truncate != null && truncate.takesAway(clean))) {
            return;
        }
        Candidate candidate = new Candidate(record, clean.ordering(), clean.rawOffset());
        byKey.merge(keyOf(record, clean), candidate, NewestPerKey::newer);
    }

    private static Candidate newer(Candidate known, Candidate later) {
        int order = Long.compare(later.ordering(), known.ordering());
        if (order == 0) {
            order = Long.compare(later.rawOffset(), known.rawOffset());
        }
        return order >= 0 ? later : known;
    }

    private String keyOf(RawRecord record, CleanRecord clean) throws UndecodableRecordException {
        GenericRecord row = rows.row(record, clean);
        try {
            return RecordKeys.of(row, key);
        } catch (RuntimeException e) {
            throw rows.undecodable(record, "its key " + key + " is null or unusable (" + e.getMessage() + ")", e);
        }
    }

    private final class Rows implements Iterator<KeyedRow> {

        private final Iterator<Map.Entry<String, Candidate>> newestByKey;

        Rows(Iterator<Map.Entry<String, Candidate>> newestByKey) {
            this.newestByKey = newestByKey;
        }

        @Override
        public boolean hasNext() {
            return newestByKey.hasNext();
        }

        @Override
        public KeyedRow next() {
            Map.Entry<String, Candidate> entry = newestByKey.next();
            Candidate candidate = entry.getValue();
            try {
                GenericRecord row = rows.row(candidate.record(), rows.decode(candidate.record()));
                LakeRow placed = new LakeRow(partition.folderOf(row), candidate.ordering(), row);
                return new KeyedRow(entry.getKey(), candidate.rawOffset(), placed);
            } catch (UndecodableRecordException e) {
                throw new UncheckedUndecodableException(e);
            }
        }
    }
}
