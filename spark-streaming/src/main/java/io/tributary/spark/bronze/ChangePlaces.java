package io.tributary.spark.bronze;

import io.tributary.schemas.change.ChangeMetadata;
import io.tributary.spark.clean.CleanDecoder;
import io.tributary.spark.clean.CleanRecord;
import io.tributary.spark.clean.RawRecord;
import io.tributary.spark.clean.Replay;
import io.tributary.spark.clean.TopicSlice;
import io.tributary.spark.clean.UncheckedUndecodableException;
import io.tributary.spark.clean.UndecodableRecordException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.apache.spark.api.java.function.FlatMapFunction;

/** Finds where the changes of a slice were captured. */
final class ChangePlaces implements FlatMapFunction<Iterator<RawRecord>, ChangePlace> {

    private static final long serialVersionUID = 1L;

    private final CleanDecoder decoder;
    private final ArrayList<String> key;

    private ChangePlaces(CleanDecoder decoder, List<String> key) {
        this.decoder = decoder;
        this.key = new ArrayList<>(key);
    }

    /**
     * Those of all records, by clean partition and offset.
     *
     * @param key columns that tell the rows of one raw record apart
     */
    static List<ChangePlace> of(TopicSlice slice, CleanDecoder decoder, List<String> key) {
        List<ChangePlace> places = new ArrayList<>(
                slice.records().mapPartitions(new ChangePlaces(decoder, key)).collect());
        places.sort(Comparator.comparingInt(ChangePlace::cleanPartition).thenComparingLong(ChangePlace::cleanOffset));
        return places;
    }

    @Override
    public Iterator<ChangePlace> call(Iterator<RawRecord> records) {
        List<ChangePlace> places = new ArrayList<>();
        while (records.hasNext()) {
            RawRecord record = records.next();
            places.add(place(record));
        }
        return places.iterator();
    }

    private ChangePlace place(RawRecord record) {
        try {
            CleanRecord clean = decoder.decode(record);
            GenericRecord meta = (GenericRecord) clean.value().get(ChangeMetadata.FIELD);
            String raw = meta.get(ChangeMetadata.RAW_TOPIC) + "-" + clean.rawPartition() + "@" + clean.rawOffset();
            StringBuilder text = new StringBuilder();
            key.forEach(column -> text.append('/')
                    .append(clean.value().hasField(column) ? clean.value().get(column) : null));
            return new ChangePlace(
                    record.partition(), record.offset(), record.replay() != Replay.NONE, raw, text.toString());
        } catch (UndecodableRecordException e) {
            throw new UncheckedUndecodableException(e);
        }
    }
}
