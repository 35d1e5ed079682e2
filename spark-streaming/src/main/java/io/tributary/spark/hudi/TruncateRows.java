package io.tributary.spark.hudi;

import static org.apache.spark.sql.functions.col;

import io.tributary.spark.lake.MetaColumn;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
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

    private TruncateRows() {}

    /**
     * Puts before a batch a delete for every row whose ordering is at most that of the truncate, except those whose
     * key comes again in the batch.
     */
    static JavaRDD<HoodieRecord<DefaultHoodieRecordPayload>> before(
            JavaRDD<HoodieRecord<DefaultHoodieRecordPayload>> batch,
            SparkSession spark,
            TableSpec spec,
            Schema schema,
            long ordering) {
        int partitions = Math.max(1, batch.getNumPartitions());
        String json = schema.toString();
        JavaPairRDD<String, Boolean> stored = spark.read()
                .format("hudi")
                .load(spec.location())
                .where(col(MetaColumn.ORDERING).leq(ordering))
                .select(HoodieRecord.RECORD_KEY_METADATA_FIELD)
                .javaRDD()
                .mapToPair(row -> new Tuple2<>(row.getString(0), true));
        JavaPairRDD<String, Boolean> again = batch.mapToPair(record -> new Tuple2<>(record.getRecordKey(), true));
        JavaRDD<HoodieRecord<DefaultHoodieRecordPayload>> deletes =
                stored.subtractByKey(again, partitions).keys().map(key -> delete(json, key, ordering));
        return batch.union(deletes).coalesce(partitions);
    }

    private static HoodieRecord<DefaultHoodieRecordPayload> delete(String schema, String key, long ordering) {
        GenericRecord row = new GenericData.Record(Columns.of(schema));
        row.put(MetaColumn.OP, HudiTable.DELETE);
        row.put(MetaColumn.ORDERING, ordering);
        return new HoodieAvroRecord<>(new HoodieKey(key, ""), new DefaultHoodieRecordPayload(row, ordering));
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
