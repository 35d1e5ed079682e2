package io.tributary.spark.hudi;

import io.tributary.spark.lake.Layer;
import io.tributary.spark.lake.MetaColumn;
import java.util.Properties;
import org.apache.avro.Schema;
import org.apache.hudi.common.engine.EngineType;
import org.apache.hudi.common.model.DefaultHoodieRecordPayload;
import org.apache.hudi.config.HoodieWriteConfig;
import org.apache.hudi.io.HoodieWriteMergeHandle;

/**
 * Hudi's settings for a table. Table version 6 and Copy-on-Write are what Athena and Spectrum read. No metadata table:
 * at some dozens of files per table it costs more than half of a small commit and saves one listing.
 */
final class WriteConfig {

    private static final long MEGABYTE = 1024L * 1024L;
    private static final String PAYLOAD = DefaultHoodieRecordPayload.class.getName();

    private WriteConfig() {}

    /** The settings for writes in Spark's tasks. */
    static HoodieWriteConfig forTasks(TableSpec table, HudiSettings settings, TaskCommitter.Kind kind) {
        return of(table, settings, EngineType.SPARK, kind);
    }

    /** The settings for writes in the driver: of few rows, into a table that is not large. */
    static HoodieWriteConfig forDriver(TableSpec table, HudiSettings settings, Schema schema) {
        boolean bloom = !table.rowsMove() && settings.silverIndex() == HudiSettings.SilverIndex.BLOOM;
        return of(table, settings, EngineType.JAVA, new TaskCommitter.Kind(schema, bloom, 1, false));
    }

    private static HoodieWriteConfig of(
            TableSpec table, HudiSettings settings, EngineType engine, TaskCommitter.Kind kind) {
        Properties properties = new Properties();
        identity(table, properties);
        files(table, settings, kind.largeBatch(), properties);
        services(settings, properties);
        properties.setProperty("hoodie.metadata.enable", "false");
        properties.setProperty("hoodie.index.type", kind.bloom() ? "BLOOM" : "SIMPLE");
        if (table.layer() == Layer.SILVER && !table.partitioned() && !kind.bloom()) {
            properties.setProperty("hoodie.index.class", OneFileIndex.class.getName());
        }
        for (String step : new String[] {"upsert.shuffle", "insert.shuffle", "delete.shuffle", "bulkinsert.shuffle"}) {
            properties.setProperty("hoodie." + step + ".parallelism", String.valueOf(kind.parallelism()));
        }
        for (String step : new String[] {"simple.index", "bloom.index", "finalize.write", "markers.delete"}) {
            properties.setProperty("hoodie." + step + ".parallelism", String.valueOf(kind.parallelism()));
        }
        // Rows come deduplicated, and a batch is one task per Kafka partition.
        properties.setProperty("hoodie.combine.before.upsert", "false");
        properties.setProperty("hoodie.combine.before.insert", "false");
        properties.setProperty("hoodie.bulkinsert.sort.mode", "NONE");
        properties.setProperty("hoodie.embed.timeline.server", "false");
        properties.setProperty("hoodie.write.markers.type", "DIRECT");
        properties.setProperty("hoodie.time.generator.max_expected_clock_skew_ms", "1");
        return HoodieWriteConfig.newBuilder()
                .withEngineType(engine)
                .withPath(table.location())
                .forTable(table.dataset().tableName())
                .withSchema(kind.schema().toString())
                .withProperties(properties)
                .build();
    }

    private static void identity(TableSpec table, Properties properties) {
        properties.setProperty("hoodie.write.table.version", "6");
        properties.setProperty("hoodie.write.auto.upgrade", "false");
        properties.setProperty("hoodie.datasource.write.recordkey.field", table.keyFields());
        properties.setProperty("hoodie.datasource.write.partitionpath.field", table.partitionField());
        properties.setProperty("hoodie.datasource.write.keygenerator.class", table.keyGenerator());
        properties.setProperty("hoodie.datasource.write.hive_style_partitioning", String.valueOf(table.partitioned()));
        properties.setProperty("hoodie.datasource.write.partitionpath.urlencode", String.valueOf(table.rowsMove()));
        properties.setProperty("hoodie.datasource.write.payload.class", PAYLOAD);
        properties.setProperty("hoodie.compaction.payload.class", PAYLOAD);
        properties.setProperty("hoodie.datasource.write.precombine.field", MetaColumn.ORDERING);
        properties.setProperty("hoodie.payload.ordering.field", MetaColumn.ORDERING);
        if (table.layer() == Layer.SILVER) {
            properties.setProperty(DefaultHoodieRecordPayload.DELETE_KEY, MetaColumn.OP);
            properties.setProperty(DefaultHoodieRecordPayload.DELETE_MARKER, HudiTable.DELETE);
        }
    }

    private static void files(TableSpec table, HudiSettings settings, boolean largeBatch, Properties properties) {
        boolean bronze = table.layer() == Layer.BRONZE;
        long maxMegabytes = bronze ? settings.bronzeFileMegabytes() : settings.silverFileMegabytes();
        long smallMegabytes = bronze ? settings.bronzeAppendMegabytes() : maxMegabytes * 3 / 4;
        properties.setProperty("hoodie.parquet.max.file.size", String.valueOf(maxMegabytes * MEGABYTE));
        // Topping up a small file means rewriting it: not worth it for a batch that fills files of its own.
        properties.setProperty(
                "hoodie.parquet.small.file.limit", largeBatch ? "0" : String.valueOf(smallMegabytes * MEGABYTE));
        // Every reader of Parquet knows it, Redshift Spectrum's included.
        properties.setProperty("hoodie.parquet.compression.codec", "snappy");
        // A fifth of the CPU time of a small commit, which writes whole files anew, went into dictionaries.
        properties.setProperty("hoodie.parquet.dictionary.enabled", String.valueOf(largeBatch));
        properties.setProperty("hoodie.copyonwrite.record.size.estimate", "128");
        // The newest commit tells the size of a row well enough; reading all past ones would cost a request each.
        properties.setProperty("hoodie.record.size.estimation.threshold", "0");
        properties.setProperty("hoodie.merge.allow.duplicate.on.inserts", "true");
        // The default handle, for Merge-on-Read's sake, looks up the fields of its schema anew for every row that is
        // there: a quarter of a small commit.
        properties.setProperty("hoodie.write.merge.handle.class", HoodieWriteMergeHandle.class.getName());
        properties.setProperty("hoodie.parquet.bloom.filter.enabled", String.valueOf(!bronze));
        properties.setProperty("hoodie.bloom.index.filter.type", "DYNAMIC_V0");
        properties.setProperty("hoodie.index.bloom.num_entries", "10000");
        properties.setProperty("hoodie.index.bloom.fpp", "0.0001");
    }

    private static void services(HudiSettings settings, Properties properties) {
        int retained = settings.commitsRetained();
        // Asked for by HudiTable, every few commits.
        properties.setProperty("hoodie.clean.automatic", "false");
        properties.setProperty("hoodie.archive.automatic", "false");
        properties.setProperty("hoodie.clean.policy", "KEEP_LATEST_COMMITS");
        properties.setProperty("hoodie.clean.commits.retained", String.valueOf(retained));
        properties.setProperty("hoodie.clean.trigger.max.commits", "1");
        properties.setProperty("hoodie.clean.failed.writes.policy", "EAGER");
        properties.setProperty("hoodie.clean.parallelism", "1");
        properties.setProperty("hoodie.keep.min.commits", String.valueOf(retained + 10));
        properties.setProperty("hoodie.keep.max.commits", String.valueOf(retained + 30));
        properties.setProperty("hoodie.rollback.parallelism", "2");
    }
}
