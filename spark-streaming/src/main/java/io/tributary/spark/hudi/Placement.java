package io.tributary.spark.hudi;

import io.tributary.spark.lake.LakeRow;
import io.tributary.spark.lake.MetaColumn;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
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
     * @param stored the rows that are there, by their keys; those of other keys than the row's do not matter
     */
    List<HoodieRecord<DefaultHoodieRecordPayload>> of(LakeRow row, Map<String, StoredRow> stored) {
        HoodieRecord<DefaultHoodieRecordPayload> record = recordOf.call(row);
        StoredRow there = stored.get(record.getRecordKey());
        if (there == null) {
            return isDelete(row) ? List.of() : List.of(record);
        }
        if (there.partitionPath().equals(row.partitionPath())) {
            return List.of(HoodieIndexUtils.tagRecord(record, there.location()));
        }
        HoodieKey key = new HoodieKey(record.getRecordKey(), there.partitionPath());
        if (isDelete(row)) {
            return List.of(located(key, record.getData(), there));
        }
        return row.ordering() < there.ordering() ? List.of() : List.of(located(key, delete(row), there), record);
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
