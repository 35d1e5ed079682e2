package io.tributary.spark.hudi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hudi.common.util.collection.Pair;
import org.apache.hudi.config.HoodieWriteConfig;
import org.apache.hudi.exception.MetadataNotFoundException;
import org.apache.hudi.index.HoodieIndexUtils;
import org.apache.hudi.io.HoodieRangeInfoHandle;
import org.apache.hudi.storage.StoragePathInfo;
import org.apache.hudi.table.HoodieTable;

/**
 * Looks for the files that may have keys of a batch. Hudi's own index joins the batch with the keys of the whole table,
 * which moves every record through a shuffle; here the keys of the batch go to the files, and only to those whose range of
 * keys they reach into. The keys of a snapshot mostly reach into none.
 */
final class KeyLookup {

    private final HoodieWriteConfig config;
    private final Optional<String> movingBy;
    private Map<String, Range> ranges = new HashMap<>();

    /** The lowest and the highest key of a file; empty if it does not tell, as one without rows does not. */
    private record Range(Optional<String> lowest, Optional<String> highest) {

        private static final Range UNTOLD = new Range(Optional.empty(), Optional.empty());

        boolean mayHoldSomeOf(BatchKeys keys) {
            return lowest.isEmpty() || highest.isEmpty() || keys.reachInto(lowest.get(), highest.get());
        }
    }

    KeyLookup(HoodieWriteConfig config, TableSpec spec) {
        this.config = config;
        this.movingBy = spec.rowsMove() ? spec.partition() : Optional.empty();
    }

    /**
     * What a batch meets.
     *
     * @param table as it is now
     * @param keys those of the batch
     * @param files those that may have some of them, whatever partition they are in
     */
    record Candidates(StoredRows table, BatchKeys keys, List<TableFile> files) {}

    /** The files in which some of a batch's keys may be. */
    Candidates candidates(HoodieTable<?, ?, ?, ?> table, BatchKeys keys) {
        Map<String, Range> known = new HashMap<>();
        List<TableFile> reached = new ArrayList<>();
        for (TableFile file : files(table)) {
            String name = file.file().getFileName();
            // A file never changes: what follows is a new one.
            Range range = ranges.containsKey(name) ? ranges.get(name) : range(table, file);
            known.put(name, range);
            if (range.mayHoldSomeOf(keys)) {
                reached.add(file);
            }
        }
        ranges = known;
        return new Candidates(new StoredRows(config, table, movingBy.isPresent()), keys, reached);
    }

    private List<TableFile> files(HoodieTable<?, ?, ?, ?> table) {
        List<String> partitions =
                movingBy.map(column -> partitions(table, column)).orElse(List.of(""));
        List<TableFile> files = new ArrayList<>();
        for (String partition : partitions) {
            HoodieIndexUtils.getLatestBaseFilesForPartition(partition, table)
                    .forEach(file -> files.add(new TableFile(partition, file)));
        }
        return files;
    }

    /** All partitions, by their folders: one request, where Hudi's own way looks into each for a file that makes it one. */
    private static List<String> partitions(HoodieTable<?, ?, ?, ?> table, String column) {
        try {
            return table.getStorage().listDirectEntries(table.getMetaClient().getBasePath()).stream()
                    .filter(StoragePathInfo::isDirectory)
                    .map(folder -> folder.getPath().getName())
                    .filter(name -> name.startsWith(column + "="))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The partitions of " + table.getMetaClient().getBasePath() + " cannot be listed", e);
        }
    }

    private Range range(HoodieTable<?, ?, ?, ?> table, TableFile file) {
        try {
            Pair<String, String> place =
                    Pair.of(file.partitionPath(), file.file().getFileId());
            String[] keys = new HoodieRangeInfoHandle<>(config, table, place).getMinMaxKeys(file.file());
            return new Range(Optional.of(keys[0]), Optional.of(keys[1]));
        } catch (MetadataNotFoundException e) {
            return Range.UNTOLD;
        } catch (IOException e) {
            throw new UncheckedIOException("The keys of " + file.file().getPath() + " cannot be read", e);
        }
    }
}
