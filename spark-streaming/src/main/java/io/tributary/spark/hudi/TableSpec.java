package io.tributary.spark.hudi;

import io.tributary.schemas.naming.Dataset;
import io.tributary.spark.lake.Layer;
import io.tributary.spark.lake.MetaColumn;
import java.util.List;

/**
 * What does not change about a table.
 *
 * @param layer bronze or silver
 * @param dataset whose table it is
 * @param location where its files are, without a trailing slash
 * @param key the columns that identify a row
 */
public record TableSpec(Layer layer, Dataset dataset, String location, List<String> key) {

    public TableSpec {
        key = List.copyOf(key);
        if (key.isEmpty()) {
            throw new IllegalArgumentException("Table " + location + " has no key column");
        }
    }

    /** A bronze table: a change is identified by where it was captured. */
    public static TableSpec bronze(Dataset dataset, String location) {
        return new TableSpec(
                Layer.BRONZE,
                dataset,
                location,
                List.of(MetaColumn.RAW_TOPIC, MetaColumn.RAW_PARTITION, MetaColumn.RAW_OFFSET));
    }

    /** A silver table with the key of its source table. */
    public static TableSpec silver(Dataset dataset, String location, List<String> key) {
        return new TableSpec(Layer.SILVER, dataset, location, key);
    }

    boolean partitioned() {
        return layer == Layer.BRONZE;
    }

    /** The key generator that writes the same record keys in every Hudi release. */
    String keyGenerator() {
        return partitioned()
                ? "org.apache.hudi.keygen.ComplexKeyGenerator"
                : "org.apache.hudi.keygen.NonpartitionedKeyGenerator";
    }

    String keyFields() {
        return String.join(",", key);
    }

    String partitionField() {
        return partitioned() ? MetaColumn.INGEST_DATE : "";
    }
}
