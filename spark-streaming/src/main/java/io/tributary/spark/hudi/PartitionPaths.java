package io.tributary.spark.hudi;

import org.apache.hudi.common.util.PartitionPathEncodeUtils;

/** The folder of a partition inside its table. */
public final class PartitionPaths {

    private PartitionPaths() {}

    /**
     * The folder as Hive names it, which Glue, Athena and Spectrum read back: {@code year=2026}. Characters that have a
     * meaning in paths are written as {@code %2F}; rows without a value are in {@code __HIVE_DEFAULT_PARTITION__}.
     *
     * @param column that the table is partitioned by
     * @param value of the row; null if it has none, which an empty text is the same as
     */
    public static String of(String column, Object value) {
        String text = value == null ? null : value.toString();
        return column + "=" + PartitionPathEncodeUtils.escapePathName(text);
    }
}
