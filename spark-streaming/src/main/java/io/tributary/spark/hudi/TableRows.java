package io.tributary.spark.hudi;

import io.tributary.spark.lake.LakeRow;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;

/** The rows of a commit, in silver at most one per key. */
public sealed interface TableRows {

    /**
     * Few rows, in the driver. Writing them there spares the jobs that a commit by tasks consists of, which cost more
     * than the rows.
     */
    record Few(List<LakeRow> rows) implements TableRows {}

    /**
     * Rows that tasks hold and write.
     *
     * @param estimate about how many there are
     */
    record Many(JavaRDD<LakeRow> rows, long estimate) implements TableRows {}
}
