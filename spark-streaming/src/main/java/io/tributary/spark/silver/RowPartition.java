package io.tributary.spark.silver;

import io.tributary.spark.hudi.PartitionPaths;
import java.io.Serializable;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;

/** The partition of a table's rows. */
final class RowPartition implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String column;

    /** @param column that the table is partitioned by; empty if it is not */
    RowPartition(Optional<String> column) {
        this.column = column.orElse(null);
    }

    /**
     * The folder of a row inside its table. An empty text in the column becomes null: Hive's folders cannot tell the two
     * apart, and a reader that goes by folders would look for the row in vain.
     */
    String folderOf(GenericRecord row) {
        if (column == null) {
            return "";
        }
        Object value = row.get(column);
        if (value != null && value.toString().isEmpty()) {
            row.put(column, null);
        }
        return PartitionPaths.of(column, row.get(column));
    }
}
