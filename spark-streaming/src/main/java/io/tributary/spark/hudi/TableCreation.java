package io.tributary.spark.hudi;

import io.tributary.spark.lake.MetaColumn;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.hadoop.conf.Configuration;
import org.apache.hudi.common.model.DefaultHoodieRecordPayload;
import org.apache.hudi.common.model.HoodieTableType;
import org.apache.hudi.common.model.HoodieTimelineTimeZone;
import org.apache.hudi.common.table.HoodieTableMetaClient;
import org.apache.hudi.common.table.HoodieTableVersion;
import org.apache.hudi.common.table.timeline.versioning.TimelineLayoutVersion;
import org.apache.hudi.exception.TableNotFoundException;
import org.apache.hudi.hadoop.fs.HadoopFSUtils;
import org.apache.hudi.storage.StorageConfiguration;
import org.apache.spark.sql.SparkSession;

/** Makes a table's folder: Copy-on-Write, table version 6, what Athena and Spectrum read. */
final class TableCreation {

    private TableCreation() {}

    static void createIfMissing(SparkSession spark, TableSpec spec, Schema schema) {
        StorageConfiguration<Configuration> conf =
                HadoopFSUtils.getStorageConf(spark.sparkContext().hadoopConfiguration());
        try {
            HoodieTableMetaClient.builder()
                    .setConf(conf)
                    .setBasePath(spec.location())
                    .build();
            return;
        } catch (TableNotFoundException e) {
            // Made below.
        }
        try {
            HoodieTableMetaClient.newTableBuilder()
                    .setTableType(HoodieTableType.COPY_ON_WRITE)
                    .setTableVersion(HoodieTableVersion.SIX)
                    .setTimelineLayoutVersion(TimelineLayoutVersion.VERSION_1)
                    .setDatabaseName(spec.database())
                    .setTableName(spec.dataset().tableName())
                    .setTableCreateSchema(schema.toString())
                    .setRecordKeyFields(spec.keyFields())
                    .setPartitionFields(spec.partitionField())
                    .setKeyGeneratorClassProp(spec.keyGenerator())
                    .setHiveStylePartitioningEnable(spec.partitioned())
                    .setUrlEncodePartitioning(false)
                    .setOrderingFields(MetaColumn.ORDERING)
                    .setPayloadClassName(DefaultHoodieRecordPayload.class.getName())
                    .setCommitTimezone(HoodieTimelineTimeZone.UTC)
                    .initTable(conf, spec.location());
        } catch (IOException e) {
            throw new UncheckedIOException("Table " + spec.location() + " cannot be created", e);
        }
    }
}
