package io.tributary.spark.query;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/** Takes the rows of one answer in order. */
interface RowSink {

    /** Called once, before any row. */
    void begin(StructType schema);

    /**
     * Takes a row, which is valid only during the call.
     *
     * @return false if no more rows are wanted
     */
    boolean accept(InternalRow row);

    /** Called once, after the last row or after {@link #accept} returned false. */
    void end();
}
