package io.tributary.spark.hudi;

import java.io.Serializable;
import org.apache.hudi.common.model.HoodieRecordLocation;

/** Where the row of a key is. A plain class, not a record, since Kryo may move it. */
final class StoredRow implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String partitionPath;
    private final String commit;
    private final String fileId;
    private final long ordering;

    /**
     * @param partitionPath folder inside the table, empty in an unpartitioned one
     * @param commit that wrote the file
     * @param ordering of the row; only known of a partitioned table
     */
    StoredRow(String partitionPath, String commit, String fileId, long ordering) {
        this.partitionPath = partitionPath;
        this.commit = commit;
        this.fileId = fileId;
        this.ordering = ordering;
    }

    String partitionPath() {
        return partitionPath;
    }

    long ordering() {
        return ordering;
    }

    HoodieRecordLocation location() {
        return new HoodieRecordLocation(commit, fileId);
    }
}
