package io.tributary.spark.query;

import io.tributary.spark.hudi.HudiSettings;
import io.tributary.spark.hudi.HudiTable;
import io.tributary.spark.hudi.TableRows;
import io.tributary.spark.hudi.TableSpec;
import io.tributary.spark.hudi.WriteMode;
import io.tributary.spark.lake.LakeRow;
import io.tributary.spark.lake.Layer;
import io.tributary.spark.lake.TableMarkers;
import io.tributary.spark.session.LakeSession;
import io.tributary.spark.session.LakeStorage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** A lake in a temporary folder, written as the ingest process writes it: Hudi Copy-on-Write, table version 6. */
final class TestLake {

    private final LakeStorage storage;
    private final SparkSession session;

    TestLake(java.nio.file.Path folder) {
        storage = new LakeStorage(folder.toUri().toString(), "lake_", Optional.empty(), Optional.empty(), false);
        session = LakeSession.open(
                "tributary-test",
                storage,
                Map.of(
                        "spark.master",
                        "local[2]",
                        "spark.sql.shuffle.partitions",
                        "2",
                        "spark.hadoop.parquet.avro.write-old-list-structure",
                        "false"),
                Map.of());
    }

    LakeStorage storage() {
        return storage;
    }

    /** A session as the SQL process has it, in the one Spark context that a JVM can have. */
    SparkSession querySession() {
        return QuerySession.prepare(session.newSession(), storage, Map.of());
    }

    /** Upserts the rows of a SELECT that has a column {@code id}; makes the table if there is none. */
    void upsert(String layer, String table, String select) {
        upsert(layer, table, "", select);
    }

    /** As the other, with a partition column unless {@code partition} is empty. */
    void upsert(String layer, String table, String partition, String select) {
        Dataset<Row> rows = session.sql(select).coalesce(1);
        rows.write()
                .format("hudi")
                .option("hoodie.table.name", table)
                .option("hoodie.write.table.version", "6")
                .option("hoodie.write.auto.upgrade", "false")
                .option("hoodie.datasource.write.recordkey.field", "id")
                .option("hoodie.datasource.write.precombine.field", "id")
                .option("hoodie.datasource.write.partitionpath.field", partition)
                .option("hoodie.datasource.write.hive_style_partitioning", "true")
                .option(
                        "hoodie.datasource.write.keygenerator.class",
                        "org.apache.hudi.keygen."
                                + (partition.isEmpty() ? "NonpartitionedKeyGenerator" : "SimpleKeyGenerator"))
                .option("hoodie.datasource.write.reconcile.schema", "true")
                .option("hoodie.metadata.enable", "false")
                .option("hoodie.embed.timeline.server", "false")
                .option("hoodie.upsert.shuffle.parallelism", "1")
                .mode(SaveMode.Append)
                .save(storage.path(layer + "/" + table));
    }

    /** Makes a silver table of one row as the ingest process does, with the columns' descriptions. */
    void ingest(Schema columns, GenericRecord row) {
        io.tributary.schemas.naming.Dataset dataset =
                new io.tributary.schemas.naming.Dataset("shop", columns.getName());
        TableSpec spec =
                TableSpec.silver(dataset, storage.path(Layer.SILVER.folder(dataset)), List.of("id"), Optional.empty());
        try (HudiTable table = HudiTable.open(session, spec, HudiSettings.DEFAULTS)) {
            table.write(
                    WriteMode.INSERT,
                    new TableRows.Few(List.of(new LakeRow("", 1, row))),
                    columns,
                    () -> TableMarkers.NONE.advance(Map.of(0, 1L), Long.MIN_VALUE, 1L));
        }
    }

    /** Deletes a layer with its tables. */
    void delete(String layer) throws IOException {
        new Path(storage.path(layer))
                .getFileSystem(session.sparkContext().hadoopConfiguration())
                .delete(new Path(storage.path(layer)), true);
    }
}
