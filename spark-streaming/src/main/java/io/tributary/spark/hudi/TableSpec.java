package io.tributary.spark.hudi;

import io.tributary.schemas.naming.Dataset;
import io.tributary.spark.lake.Layer;
import io.tributary.spark.lake.MetaColumn;
import java.util.List;
import java.util.Optional;

/**
 * What does not change about a table.
 *
 * @param layer bronze or silver
 * @param dataset whose table it is
 * @param location where its files are, without a trailing slash
 * @param key the columns that identify a row
 * @param partition the column that the table is partitioned by; empty if it has one folder for all
 */
public record TableSpec(Layer layer, Dataset dataset, String location, List<String> key, Optional<String> partition) {

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
                List.of(MetaColumn.RAW_TOPIC, MetaColumn.RAW_PARTITION, MetaColumn.RAW_OFFSET),
                Optional.of(MetaColumn.INGEST_DATE));
    }

    /**
     * A silver table with the key of its source table.
     *
     * @param partition the column of text that a contract marks; empty if none does
     */
    public static TableSpec silver(Dataset dataset, String location, List<String> key, Optional<String> partition) {
        return new TableSpec(Layer.SILVER, dataset, location, key, partition);
    }

    boolean partitioned() {
        return partition.isPresent();
    }

    /** Whether a key may turn up in another partition than the one it is in. What bronze has stays where it is. */
    boolean rowsMove() {
        return layer == Layer.SILVER && partitioned();
    }

    /** The key generator that writes the same record keys in every Hudi release. */
    String keyGenerator() {
        if (!partitioned()) {
            return "org.apache.hudi.keygen.NonpartitionedKeyGenerator";
        }
        return key.size() == 1
                ? "org.apache.hudi.keygen.SimpleKeyGenerator"
                : "org.apache.hudi.keygen.ComplexKeyGenerator";
    }

    String keyFields() {
        return String.join(",", key);
    }

    String partitionField() {
        return partition.orElse("");
    }
}
