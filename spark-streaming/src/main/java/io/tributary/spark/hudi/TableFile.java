package io.tributary.spark.hudi;

import java.io.Serializable;
import org.apache.hudi.common.model.HoodieBaseFile;

/** A file of a table's newest state. A plain class, not a record, since Kryo moves it. */
final class TableFile implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String partitionPath;
    private final HoodieBaseFile file;

    /** @param partitionPath the folder that it is in, inside the table; empty in an unpartitioned one */
    TableFile(String partitionPath, HoodieBaseFile file) {
        this.partitionPath = partitionPath;
        this.file = file;
    }

    String partitionPath() {
        return partitionPath;
    }

    HoodieBaseFile file() {
        return file;
    }
}
