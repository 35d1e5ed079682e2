package io.tributary.spark.hudi;

import io.tributary.spark.lake.MetaColumn;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hudi.common.model.DefaultHoodieRecordPayload;
import org.apache.hudi.common.model.HoodieTableType;
import org.apache.hudi.common.model.HoodieTimelineTimeZone;
import org.apache.hudi.common.table.HoodieTableMetaClient;
import org.apache.hudi.common.table.HoodieTableVersion;
import org.apache.hudi.common.table.timeline.versioning.TimelineLayoutVersion;
import org.apache.hudi.hadoop.fs.HadoopFSUtils;
import org.apache.hudi.storage.StorageConfiguration;
import org.apache.spark.sql.SparkSession;

/** Makes a table's folder: Copy-on-Write, table version 6, what Athena and Spectrum read. */
final class TableCreation {

    private TableCreation() {}

    /**
     * Whether there is a table. Its properties are what makes one, and what is written last; Hudi itself would look
     * for them again and again for seconds.
     */
    static boolean exists(SparkSession spark, String location) {
        Path properties = new Path(location + "/.hoodie/hoodie.properties");
        try {
            return properties
                    .getFileSystem(spark.sparkContext().hadoopConfiguration())
                    .exists(properties);
        } catch (IOException e) {
            throw new UncheckedIOException("Table " + location + " cannot be looked for", e);
        }
    }

    static void createIfMissing(SparkSession spark, TableSpec spec, String databasePrefix, Schema schema) {
        if (exists(spark, spec.location())) {
            return;
        }
        StorageConfiguration<Configuration> conf =
                HadoopFSUtils.getStorageConf(spark.sparkContext().hadoopConfiguration());
        try {
            HoodieTableMetaClient.newTableBuilder()
                    .setTableType(HoodieTableType.COPY_ON_WRITE)
                    .setTableVersion(HoodieTableVersion.SIX)
                    .setTimelineLayoutVersion(TimelineLayoutVersion.VERSION_1)
                    .setDatabaseName(databasePrefix + spec.layer().id())
                    .setTableName(spec.dataset().tableName())
                    .setTableCreateSchema(schema.toString())
                    .setRecordKeyFields(spec.keyFields())
                    .setPartitionFields(spec.partitionField())
                    .setKeyGeneratorClassProp(spec.keyGenerator())
                    .setHiveStylePartitioningEnable(spec.partitioned())
                    .setUrlEncodePartitioning(spec.rowsMove())
                    .setOrderingFields(MetaColumn.ORDERING)
                    // Else every look at the table asks the store for an index that it never has.
                    .setBootstrapIndexEnable(false)
                    .setPayloadClassName(DefaultHoodieRecordPayload.class.getName())
                    .setCommitTimezone(HoodieTimelineTimeZone.UTC)
                    .initTable(conf, spec.location());
        } catch (IOException e) {
            throw new UncheckedIOException("Table " + spec.location() + " cannot be created", e);
        }
    }
}
