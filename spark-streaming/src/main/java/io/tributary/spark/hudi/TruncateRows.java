package io.tributary.spark.hudi;

import static org.apache.spark.sql.functions.col;

import io.tributary.spark.lake.MetaColumn;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.hudi.common.fs.FSUtils;
import org.apache.hudi.common.model.DefaultHoodieRecordPayload;
import org.apache.hudi.common.model.HoodieAvroRecord;
import org.apache.hudi.common.model.HoodieKey;
import org.apache.hudi.common.model.HoodieRecord;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/** The deletes that a truncate means for the rows that are in a table. */
final class TruncateRows {

    private final SparkSession spark;
    private final TableSpec spec;
    private final Schema schema;
    private final long ordering;

    /** @param ordering of the truncate */
    TruncateRows(SparkSession spark, TableSpec spec, Schema schema, long ordering) {
        this.spark = spark;
        this.spec = spec;
        this.schema = schema;
        this.ordering = ordering;
    }

    /**
     * Puts before a batch a delete for every row whose ordering is at most that of the truncate, except those whose
     * key comes again in the batch. Where rows move, the deletes know the files that they belong into.
     */
    JavaRDD<HoodieRecord<DefaultHoodieRecordPayload>> before(JavaRDD<HoodieRecord<DefaultHoodieRecordPayload>> batch) {
        int partitions = Math.max(1, batch.getNumPartitions());
        String json = schema.toString();
        long upTo = ordering;
        boolean withPlace = spec.rowsMove();
        JavaPairRDD<String, StoredRow> stored = spark.read()
                .format("hudi")
                .load(spec.location())
                .where(col(MetaColumn.ORDERING).leq(upTo))
                .select(
                        HoodieRecord.RECORD_KEY_METADATA_FIELD,
                        HoodieRecord.PARTITION_PATH_METADATA_FIELD,
                        HoodieRecord.FILENAME_METADATA_FIELD)
                .javaRDD()
                .mapToPair(row -> new Tuple2<>(row.getString(0), storedRow(row.getString(1), row.getString(2))));
        JavaPairRDD<String, Boolean> again = batch.mapToPair(record -> new Tuple2<>(record.getRecordKey(), true));
        JavaRDD<HoodieRecord<DefaultHoodieRecordPayload>> deletes = stored.subtractByKey(again, partitions)
                .map(row -> withPlace
                        ? Placement.located(
                                new HoodieKey(row._1(), row._2().partitionPath()), delete(json, upTo), row._2())
                        : new HoodieAvroRecord<>(new HoodieKey(row._1(), ""), delete(json, upTo)));
        return batch.union(deletes).coalesce(partitions);
    }

    private static StoredRow storedRow(String partitionPath, String file) {
        return new StoredRow(partitionPath, FSUtils.getCommitTime(file), FSUtils.getFileId(file), 0);
    }

    private static DefaultHoodieRecordPayload delete(String schema, long ordering) {
        GenericRecord row = new GenericData.Record(Columns.of(schema));
        row.put(MetaColumn.OP, HudiTable.DELETE);
        row.put(MetaColumn.ORDERING, ordering);
        return new DefaultHoodieRecordPayload(row, ordering);
    }

    /** The schema that this thread parsed last: a task meets one schema only. */
    private static final class Columns {

        private static final ThreadLocal<Columns> LAST = new ThreadLocal<>();

        private final String json;
        private final Schema schema;

        private Columns(String json) {
            this.json = json;
            this.schema = new Schema.Parser().setValidateDefaults(false).parse(json);
        }

        static Schema of(String json) {
            Columns last = LAST.get();
            if (last == null || !last.json.equals(json)) {
                last = new Columns(json);
                LAST.set(last);
            }
            return last.schema;
        }
    }
}
