package io.tributary.spark.bronze;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

import io.tributary.spark.hudi.HudiTable;
import io.tributary.spark.lake.MetaColumn;
import io.tributary.spark.lake.TableMarkers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * The replayed changes of a slice that their table has already. A change is known by its place in the raw topic and its
 * key, since the place in the clean topic is another one each time.
 *
 * @param leftOut per clean partition the offsets of the records that are not written
 * @param unfinished see {@link TableMarkers#unfinished}
 */
record RepeatedChanges(Map<Integer, Set<Long>> leftOut, Map<Integer, String> unfinished) {

    private static final String IDENTITY = "identity";

    static final RepeatedChanges NONE = new RepeatedChanges(Map.of(), Map.of());

    /**
     * Looks them up.
     *
     * @param places of the slice, by clean partition and offset
     * @param key with which the places were made
     * @param table empty if there is none yet
     */
    static RepeatedChanges among(
            List<ChangePlace> places, RowKey key, TableMarkers markers, HudiTable table, SparkSession spark) {
        List<ChangePlace> fresh = places.stream()
                .filter(place -> !markers.covers(place.cleanPartition(), place.cleanOffset()))
                .toList();
        Set<String> known = inTable(fresh, key, table, spark);
        Map<Integer, Set<Long>> leftOut = new HashMap<>();
        Map<Integer, String> unfinished = new HashMap<>(markers.unfinished());
        Map<Integer, Long> next = new HashMap<>(markers.nextOffsets());
        for (ChangePlace place : fresh) {
            int partition = place.cleanPartition();
            // The rows that one raw record became lie next to each other, which tells where their keys do not.
            boolean goesOn = !key.exact()
                    && place.replayed()
                    && place.raw().equals(unfinished.get(partition))
                    && next.getOrDefault(partition, 0L) == place.cleanOffset();
            boolean written = !place.replayed() || goesOn || !known.contains(place.identity());
            if (!written) {
                leftOut.computeIfAbsent(partition, each -> new HashSet<>()).add(place.cleanOffset());
            }
            if (written && place.replayed()) {
                unfinished.put(partition, place.raw());
            } else {
                unfinished.remove(partition);
            }
            known.add(place.identity());
            next.put(partition, place.cleanOffset() + 1);
        }
        return new RepeatedChanges(leftOut, unfinished);
    }

    /** Which of the replayed changes the table has. */
    private static Set<String> inTable(List<ChangePlace> places, RowKey key, HudiTable table, SparkSession spark) {
        List<String> wanted = places.stream()
                .filter(ChangePlace::replayed)
                .map(ChangePlace::identity)
                .distinct()
                .toList();
        if (wanted.isEmpty() || table.head().isEmpty()) {
            return new HashSet<>();
        }
        List<Long> offsets = places.stream()
                .filter(ChangePlace::replayed)
                .map(place -> Long.valueOf(place.raw().substring(place.raw().lastIndexOf('@') + 1)))
                .sorted()
                .toList();
        Column identity = concat(
                col(MetaColumn.RAW_TOPIC),
                lit("-"),
                col(MetaColumn.RAW_PARTITION),
                lit("@"),
                col(MetaColumn.RAW_OFFSET));
        for (String column : key.columns()) {
            identity = concat(identity, lit("/"), coalesce(col(column).cast("string"), lit("null")));
        }
        Dataset<Row> stored = table.stored()
                .where(col(MetaColumn.RAW_OFFSET).between(offsets.get(0), offsets.get(offsets.size() - 1)))
                .select(identity.as(IDENTITY));
        Dataset<Row> ours = spark.createDataset(wanted, Encoders.STRING()).toDF(IDENTITY);
        List<String> found = new ArrayList<>(stored.join(functions.broadcast(ours), IDENTITY)
                .distinct()
                .as(Encoders.STRING())
                .collectAsList());
        return new HashSet<>(found);
    }
}
