package io.tributary.spark.silver;

import io.tributary.spark.clean.CleanDecoder;
import io.tributary.spark.clean.CleanRecord;
import io.tributary.spark.clean.RawRecord;
import io.tributary.spark.clean.Replay;
import io.tributary.spark.clean.TopicSlice;
import io.tributary.spark.clean.UncheckedUndecodableException;
import io.tributary.spark.clean.UndecodableRecordException;
import io.tributary.spark.lake.TableMarkers;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.FlatMapFunction;

/** Finds the truncates of a slice. They have no Kafka key, so a slice with keys only need not be looked through. */
final class Truncates implements FlatMapFunction<Iterator<RawRecord>, Truncate> {

    private static final long serialVersionUID = 1L;

    private final CleanDecoder decoder;
    private final HashMap<Integer, Long> nextOffsets;

    private Truncates(CleanDecoder decoder, TableMarkers markers) {
        this.decoder = decoder;
        this.nextOffsets = new HashMap<>(markers.nextOffsets());
    }

    /** The newest truncate that a table does not have yet. */
    static Optional<Truncate> newest(TopicSlice slice, CleanDecoder decoder, TableMarkers markers) {
        return slice.records().mapPartitions(new Truncates(decoder, markers)).collect().stream()
                .reduce(Truncate::newer);
    }

    @Override
    public Iterator<Truncate> call(Iterator<RawRecord> records) {
        try {
            Truncate newest = null;
            while (records.hasNext()) {
                RawRecord record = records.next();
                if (record.keyless()
                        && record.replay() != Replay.HISTORY
                        && record.offset() >= nextOffsets.getOrDefault(record.partition(), 0L)) {
                    CleanRecord clean = decoder.decode(record);
                    if (Truncate.is(clean)) {
                        Truncate found = Truncate.of(clean);
                        newest = newest == null ? found : found.newer(newest);
                    }
                }
            }
            return newest == null
                    ? java.util.Collections.emptyIterator()
                    : List.of(newest).iterator();
        } catch (UndecodableRecordException e) {
            throw new UncheckedUndecodableException(e);
        }
    }
}
