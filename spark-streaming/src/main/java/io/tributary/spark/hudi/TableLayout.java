package io.tributary.spark.hudi;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hudi.common.table.HoodieTableConfig;
import org.apache.hudi.common.table.HoodieTableMetaClient;
import org.apache.hudi.hadoop.fs.HadoopFSUtils;
import org.apache.hudi.storage.HoodieStorageUtils;
import org.apache.hudi.storage.StoragePath;
import org.apache.spark.sql.SparkSession;

/**
 * What a table was made with, and keeps.
 *
 * @param key the columns that identify a row
 * @param partition the column that it is partitioned by; empty if it is not
 */
public record TableLayout(List<String> key, Optional<String> partition) {

    public TableLayout {
        key = List.copyOf(key);
    }

    /** The layout of a table that is there, with or without commits; empty if there is none. */
    public static Optional<TableLayout> of(SparkSession spark, String location) {
        if (!TableCreation.exists(spark, location)) {
            return Optional.empty();
        }
        Configuration conf = spark.sparkContext().hadoopConfiguration();
        StoragePath folder = new StoragePath(location, HoodieTableMetaClient.METAFOLDER_NAME);
        HoodieTableConfig made = new HoodieTableConfig(
                HoodieStorageUtils.getStorage(folder, HadoopFSUtils.getStorageConf(conf)), folder);
        return Optional.of(new TableLayout(
                Arrays.asList(made.getRecordKeyFields().orElse(new String[0])),
                Arrays.stream(made.getPartitionFields().orElse(new String[0])).findFirst()));
    }
}
