package io.tributary.spark.hudi;

import io.tributary.spark.lake.LakeRow;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.apache.hudi.common.model.DefaultHoodieRecordPayload;
import org.apache.hudi.common.model.HoodieAvroRecord;
import org.apache.hudi.common.model.HoodieKey;
import org.apache.hudi.common.model.HoodieRecord;
import org.apache.spark.api.java.function.Function;

/** A row as Hudi takes it. */
final class RecordOf implements Function<LakeRow, HoodieRecord<DefaultHoodieRecordPayload>> {

    private static final long serialVersionUID = 1L;

    private final List<String> key;

    RecordOf(TableSpec spec) {
        this.key = spec.key();
    }

    @Override
    public HoodieRecord<DefaultHoodieRecordPayload> call(LakeRow row) {
        GenericRecord columns = row.columns();
        return new HoodieAvroRecord<>(
                new HoodieKey(key(row), row.partitionPath()), new DefaultHoodieRecordPayload(columns, row.ordering()));
    }

    String key(LakeRow row) {
        return RecordKeys.of(row.columns(), key);
    }
}
