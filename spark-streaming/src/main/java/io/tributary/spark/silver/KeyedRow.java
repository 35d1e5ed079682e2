package io.tributary.spark.silver;

import io.tributary.spark.lake.LakeRow;
import java.io.Serializable;

/** A row with what decides whether it is its key's newest. A plain class, not a record, since Kryo may move it. */
final class KeyedRow implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String key;
    private final long rawOffset;
    private final LakeRow row;

    KeyedRow(String key, long rawOffset, LakeRow row) {
        this.key = key;
        this.rawOffset = rawOffset;
        this.row = row;
    }

    String key() {
        return key;
    }

    LakeRow row() {
        return row;
    }

    KeyedRow newer(KeyedRow other) {
        int order = Long.compare(row.ordering(), other.row.ordering());
        if (order == 0) {
            order = Long.compare(rawOffset, other.rawOffset);
        }
        return order >= 0 ? this : other;
    }
}
