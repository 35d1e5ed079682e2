package io.tributary.spark.hudi;

import io.tributary.spark.lake.LakeRow;
import io.tributary.spark.lake.MetaColumn;
import java.io.Serializable;
import java.util.List;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.hudi.common.model.DefaultHoodieRecordPayload;
import org.apache.hudi.common.model.HoodieAvroRecord;
import org.apache.hudi.common.model.HoodieKey;
import org.apache.hudi.common.model.HoodieRecord;
import org.apache.hudi.index.HoodieIndexUtils;

/**
 * Brings rows to the files that they belong into, which are those that have their keys. A row that belongs into another
 * partition than before is taken away there and added here, in one commit.
 */
final class Placement implements Serializable {

    private static final long serialVersionUID = 1L;

    private final RecordOf recordOf;

    Placement(TableSpec spec) {
        this.recordOf = new RecordOf(spec);
    }

    /**
     * The records that a row becomes; none if it changes nothing.
     *
     * @param there the row that has its key; null if there is none
     */
    List<HoodieRecord<DefaultHoodieRecordPayload>> of(LakeRow row, StoredRow there) {
        HoodieRecord<DefaultHoodieRecordPayload> record = recordOf.call(row);
        if (there == null) {
            return isDelete(row) ? List.of() : List.of(record);
        }
        HoodieKey stored = new HoodieKey(record.getRecordKey(), there.partitionPath());
        if (isDelete(row) || stored.equals(record.getKey())) {
            return List.of(located(stored, record.getData(), there));
        }
        if (row.ordering() < there.ordering()) {
            return List.of();
        }
        return List.of(located(stored, delete(row), there), record);
    }

    /** A record whose place is known. */
    static HoodieRecord<DefaultHoodieRecordPayload> located(
            HoodieKey key, DefaultHoodieRecordPayload payload, StoredRow there) {
        return HoodieIndexUtils.tagRecord(new HoodieAvroRecord<>(key, payload), there.location());
    }

    private static boolean isDelete(LakeRow row) {
        return HudiTable.DELETE.equals(row.columns().get(MetaColumn.OP).toString());
    }

    private static DefaultHoodieRecordPayload delete(LakeRow row) {
        GenericRecord delete = new GenericData.Record(row.columns().getSchema());
        delete.put(MetaColumn.OP, HudiTable.DELETE);
        delete.put(MetaColumn.ORDERING, row.ordering());
        return new DefaultHoodieRecordPayload(delete, row.ordering());
    }
}
