package io.tributary.spark.hudi;

import io.tributary.spark.lake.MetaColumn;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hudi.common.model.HoodieKey;
import org.apache.hudi.common.model.HoodieRecord;
import org.apache.hudi.common.model.HoodieRecordLocation;
import org.apache.hudi.common.util.Option;
import org.apache.hudi.common.util.collection.ClosableIterator;
import org.apache.hudi.common.util.collection.Pair;
import org.apache.hudi.config.HoodieWriteConfig;
import org.apache.hudi.io.HoodieKeyLocationFetchHandle;
import org.apache.hudi.table.HoodieTable;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.avro.AvroReadSupport;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import scala.Tuple2;

/**
 * Reads a table's files for the rows of some keys.
 *
 * @param withOrdering whether to read the rows' orderings, too; it decides whether a row moves
 */
record StoredRows(HoodieWriteConfig config, HoodieTable<?, ?, ?, ?> table, boolean withOrdering)
        implements Serializable {

    /** The rows of a file whose keys may be among those of a batch. */
    List<Tuple2<String, StoredRow>> in(TableFile file, BatchKeys keys) {
        return withOrdering ? keysAndOrderings(file, keys) : keysOnly(file, keys);
    }

    private List<Tuple2<String, StoredRow>> keysOnly(TableFile file, BatchKeys keys) {
        List<Tuple2<String, StoredRow>> found = new ArrayList<>();
        Pair<String, org.apache.hudi.common.model.HoodieBaseFile> place = Pair.of(file.partitionPath(), file.file());
        try (ClosableIterator<Pair<HoodieKey, HoodieRecordLocation>> there =
                new HoodieKeyLocationFetchHandle<>(config, table, place, Option.empty()).locations()) {
            while (there.hasNext()) {
                String key = there.next().getLeft().getRecordKey();
                if (keys.mayHave(key)) {
                    found.add(new Tuple2<>(key, row(file, 0)));
                }
            }
        }
        return found;
    }

    private List<Tuple2<String, StoredRow>> keysAndOrderings(TableFile file, BatchKeys keys) {
        Schema columns = SchemaBuilder.record("row")
                .fields()
                .optionalString(HoodieRecord.RECORD_KEY_METADATA_FIELD)
                .optionalLong(MetaColumn.ORDERING)
                .endRecord();
        Configuration conf = table.getStorage().getConf().unwrapCopyAs(Configuration.class);
        AvroReadSupport.setAvroReadSchema(conf, columns);
        AvroReadSupport.setRequestedProjection(conf, columns);
        List<Tuple2<String, StoredRow>> found = new ArrayList<>();
        Path path = new Path(file.file().getStoragePath().toUri());
        try (ParquetReader<GenericRecord> reader = AvroParquetReader.<GenericRecord>builder(
                        HadoopInputFile.fromPath(path, conf))
                .withConf(conf)
                .build()) {
            for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
                String key = row.get(0).toString();
                if (keys.mayHave(key)) {
                    found.add(new Tuple2<>(key, row(file, (Long) row.get(1))));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The keys of " + path + " cannot be read", e);
        }
        return found;
    }

    private static StoredRow row(TableFile file, long ordering) {
        return new StoredRow(
                file.partitionPath(), file.file().getCommitTime(), file.file().getFileId(), ordering);
    }
}
