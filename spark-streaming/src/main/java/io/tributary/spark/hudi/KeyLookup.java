package io.tributary.spark.hudi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hudi.client.common.HoodieSparkEngineContext;
import org.apache.hudi.common.model.DefaultHoodieRecordPayload;
import org.apache.hudi.common.model.HoodieBaseFile;
import org.apache.hudi.common.model.HoodieKey;
import org.apache.hudi.common.model.HoodieRecord;
import org.apache.hudi.common.model.HoodieRecordLocation;
import org.apache.hudi.common.util.Option;
import org.apache.hudi.common.util.collection.ClosableIterator;
import org.apache.hudi.common.util.collection.Pair;
import org.apache.hudi.config.HoodieWriteConfig;
import org.apache.hudi.exception.MetadataNotFoundException;
import org.apache.hudi.index.HoodieIndexUtils;
import org.apache.hudi.io.HoodieKeyLocationFetchHandle;
import org.apache.hudi.io.HoodieRangeInfoHandle;
import org.apache.hudi.table.HoodieSparkTable;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/**
 * Looks for the keys of a large batch in a table without partitions. Hudi's own index joins the batch with the keys of
 * the whole table, which moves every record through a shuffle; here the keys of the batch go to the files, and only to
 * those whose range of keys they reach into. The keys of a snapshot mostly reach into none.
 */
final class KeyLookup {

    private final HoodieSparkEngineContext context;
    private final HoodieWriteConfig config;
    private Map<String, Range> ranges = new HashMap<>();

    /** The lowest and the highest key of a file; empty if it does not tell, as one without rows does not. */
    private record Range(Optional<String> lowest, Optional<String> highest) {

        private static final Range UNTOLD = new Range(Optional.empty(), Optional.empty());

        boolean mayHoldSomeOf(BatchKeys keys) {
            return lowest.isEmpty() || highest.isEmpty() || keys.reachInto(lowest.get(), highest.get());
        }
    }

    KeyLookup(HoodieSparkEngineContext context, HoodieWriteConfig config) {
        this.context = context;
        this.config = config;
    }

    /**
     * What a batch meets.
     *
     * @param keys those of the batch
     * @param files those that may have some of them
     */
    record Candidates(HoodieSparkTable<?> table, BatchKeys keys, List<HoodieBaseFile> files) {}

    /** The files in which some of a batch's keys may be. */
    Candidates candidates(JavaRDD<HoodieRecord<DefaultHoodieRecordPayload>> records) {
        BatchKeys keys = BatchKeys.of(records.map(HoodieRecord::getRecordKey));
        HoodieSparkTable<?> table = HoodieSparkTable.create(config, context);
        List<HoodieBaseFile> files = HoodieIndexUtils.getLatestBaseFilesForPartition("", table);
        Map<String, Range> known = new HashMap<>();
        List<HoodieBaseFile> reached = new ArrayList<>();
        for (HoodieBaseFile file : files) {
            // A file never changes: what follows is a new one.
            Range range = ranges.containsKey(file.getFileName()) ? ranges.get(file.getFileName()) : range(table, file);
            known.put(file.getFileName(), range);
            if (range.mayHoldSomeOf(keys)) {
                reached.add(file);
            }
        }
        ranges = known;
        return new Candidates(table, keys, reached);
    }

    /** Where the keys of a batch are; those that the table does not have are not in the answer. */
    Map<String, HoodieRecordLocation> locations(Candidates candidates) {
        if (candidates.files().isEmpty()) {
            return Map.of();
        }
        JavaSparkContext spark = context.jsc();
        Broadcast<BatchKeys> keys = spark.broadcast(candidates.keys());
        try {
            return new HashMap<>(
                    spark.parallelize(candidates.files(), candidates.files().size())
                            .flatMap(new KeysOfFile(config, candidates.table(), keys))
                            .mapToPair(found -> found)
                            .collectAsMap());
        } finally {
            keys.destroy();
        }
    }

    private Range range(HoodieSparkTable<?> table, HoodieBaseFile file) {
        try {
            String[] keys =
                    new HoodieRangeInfoHandle<>(config, table, Pair.of("", file.getFileId())).getMinMaxKeys(file);
            return new Range(Optional.of(keys[0]), Optional.of(keys[1]));
        } catch (MetadataNotFoundException e) {
            return Range.UNTOLD;
        } catch (IOException e) {
            throw new UncheckedIOException("The keys of " + file.getPath() + " cannot be read", e);
        }
    }

    /** The keys of a file that are in the batch. */
    private record KeysOfFile(HoodieWriteConfig config, HoodieSparkTable<?> table, Broadcast<BatchKeys> keys)
            implements FlatMapFunction<HoodieBaseFile, Tuple2<String, HoodieRecordLocation>> {

        @Override
        public Iterator<Tuple2<String, HoodieRecordLocation>> call(HoodieBaseFile file) {
            BatchKeys wanted = keys.value();
            List<Tuple2<String, HoodieRecordLocation>> found = new ArrayList<>();
            try (ClosableIterator<Pair<HoodieKey, HoodieRecordLocation>> there =
                    new HoodieKeyLocationFetchHandle<>(config, table, Pair.of("", file), Option.empty()).locations()) {
                while (there.hasNext()) {
                    Pair<HoodieKey, HoodieRecordLocation> each = there.next();
                    String key = each.getLeft().getRecordKey();
                    if (wanted.mayHave(key)) {
                        found.add(new Tuple2<>(key, each.getRight()));
                    }
                }
            }
            return found.iterator();
        }
    }
}
