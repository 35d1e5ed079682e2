package io.tributary.spark.bronze;

import io.tributary.spark.clean.CleanRecord;
import io.tributary.spark.clean.NewestSourceTs;
import io.tributary.spark.clean.RawRecord;
import io.tributary.spark.clean.RowMaker;
import io.tributary.spark.lake.LakeRow;
import io.tributary.spark.lake.MetaColumn;
import io.tributary.spark.lake.TableMarkers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.generic.GenericRecord;
import org.apache.spark.api.java.function.FlatMapFunction;

/** Turns the records that a table does not have yet into its rows, in offset order. */
final class BronzeRows implements FlatMapFunction<Iterator<RawRecord>, LakeRow> {

    private static final long serialVersionUID = 1L;

    private final RowMaker rows;
    private final HashMap<Integer, Long> nextOffsets;
    private final HashMap<Integer, Set<Long>> leftOut;
    private final String ingestDate;
    private final NewestSourceTs newest;

    BronzeRows(
            RowMaker rows, TableMarkers markers, RepeatedChanges repeated, String ingestDate, NewestSourceTs newest) {
        this.rows = rows;
        this.nextOffsets = new HashMap<>(markers.nextOffsets());
        this.leftOut = new HashMap<>(repeated.leftOut());
        this.ingestDate = ingestDate;
        this.newest = newest;
    }

    @Override
    public Iterator<LakeRow> call(Iterator<RawRecord> records) {
        return new NewRows(records, nextOffsets);
    }

    /** The same for records in the driver. */
    List<LakeRow> rowsOf(List<RawRecord> records) {
        List<LakeRow> rows = new ArrayList<>();
        call(records.iterator()).forEachRemaining(rows::add);
        return rows;
    }

    private final class NewRows implements Iterator<LakeRow> {

        private final Iterator<RawRecord> records;
        private final Map<Integer, Long> known;
        private RawRecord next;

        NewRows(Iterator<RawRecord> records, Map<Integer, Long> known) {
            this.records = records;
            this.known = known;
        }

        @Override
        public boolean hasNext() {
            while (next == null && records.hasNext()) {
                RawRecord candidate = records.next();
                if (candidate.offset() >= known.getOrDefault(candidate.partition(), 0L)
                        && !leftOut.getOrDefault(candidate.partition(), Set.of())
                                .contains(candidate.offset())) {
                    next = candidate;
                }
            }
            return next != null;
        }

        @Override
        public LakeRow next() {
            if (!hasNext()) {
                throw new java.util.NoSuchElementException();
            }
            RawRecord record = next;
            next = null;
            return rowOf(record);
        }
    }

    private LakeRow rowOf(RawRecord record) {
        try {
            CleanRecord clean = rows.decode(record);
            GenericRecord row = rows.row(record, clean);
            row.put(MetaColumn.INGEST_DATE, ingestDate);
            newest.add(clean.sourceTsMicros());
            return new LakeRow(MetaColumn.INGEST_DATE + "=" + ingestDate, clean.ordering(), row);
        } catch (io.tributary.spark.clean.UndecodableRecordException e) {
            throw new io.tributary.spark.clean.UncheckedUndecodableException(e);
        }
    }
}
