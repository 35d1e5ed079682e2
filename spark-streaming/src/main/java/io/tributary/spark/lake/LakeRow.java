package io.tributary.spark.lake;

import java.io.Serializable;
import org.apache.avro.generic.GenericRecord;

/**
 * A row on its way into a table. A plain class, not a record, since Kryo moves it between tasks.
 *
 * <p>In silver a row whose operation is a delete takes the row of its key away.
 */
public final class LakeRow implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String partitionPath;
    private final long ordering;
    private final GenericRecord columns;

    /**
     * @param partitionPath where it goes inside the table, for instance {@code _ingest_date=2026-11-20}; empty in an
     *     unpartitioned table
     * @param ordering of two rows of one key the one with the higher value stays
     * @param columns the table's columns
     */
    public LakeRow(String partitionPath, long ordering, GenericRecord columns) {
        this.partitionPath = partitionPath;
        this.ordering = ordering;
        this.columns = columns;
    }

    public String partitionPath() {
        return partitionPath;
    }

    public long ordering() {
        return ordering;
    }

    public GenericRecord columns() {
        return columns;
    }
}
