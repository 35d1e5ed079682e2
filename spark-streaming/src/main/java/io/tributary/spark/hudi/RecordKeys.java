package io.tributary.spark.hudi;

import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.apache.hudi.keygen.KeyGenUtils;

/** The text that identifies a row in a table. */
public final class RecordKeys {

    private RecordKeys() {}

    /**
     * The record key as Hudi's own key generators write it: the bare value of a single column, else
     * {@code a:1,b:2}.
     *
     * @throws org.apache.hudi.exception.HoodieKeyException if all key columns are null
     */
    public static String of(GenericRecord row, List<String> key) {
        return key.size() == 1
                ? KeyGenUtils.getRecordKey(row, key.get(0), false)
                : KeyGenUtils.getRecordKey(row, key, false);
    }
}
