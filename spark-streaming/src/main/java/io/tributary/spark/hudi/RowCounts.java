package io.tributary.spark.hudi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hudi.common.model.HoodieWriteStat;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/**
 * Counts a table's rows by its files. The write statistics' own inserts and deletes will not do: a delete of a key that
 * is not there counts as one.
 */
final class RowCounts {

    private final String location;
    private final Configuration conf;
    private final Map<String, Long> rowsOfFileGroup = new HashMap<>();

    RowCounts(String location, Configuration conf) {
        this.location = location;
        this.conf = conf;
    }

    /** By how much the files of a commit change the number of rows. */
    long delta(List<HoodieWriteStat> stats) {
        long delta = 0;
        for (HoodieWriteStat stat : stats) {
            delta += stat.getNumWrites() - before(stat);
        }
        return delta;
    }

    /** Takes note of the files of a commit that succeeded. */
    void committed(List<HoodieWriteStat> stats) {
        stats.forEach(stat -> rowsOfFileGroup.put(stat.getFileId(), stat.getNumWrites()));
    }

    private long before(HoodieWriteStat stat) {
        if (stat.getPrevCommit() == null || HoodieWriteStat.NULL_COMMIT.equals(stat.getPrevCommit())) {
            return 0;
        }
        Long known = rowsOfFileGroup.get(stat.getFileId());
        return known != null ? known : footerOf(stat);
    }

    private long footerOf(HoodieWriteStat stat) {
        String folder = stat.getPartitionPath().isEmpty() ? location : location + "/" + stat.getPartitionPath();
        Path file = new Path(folder, stat.getPrevBaseFile());
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(file, conf))) {
            return reader.getRecordCount();
        } catch (IOException e) {
            throw new UncheckedIOException("The footer of " + file + " cannot be read", e);
        }
    }
}
