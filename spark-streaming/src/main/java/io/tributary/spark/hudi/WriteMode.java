package io.tributary.spark.hudi;

/** How the rows of a commit meet those that are in the table. */
public enum WriteMode {
    /** A row replaces the one of its key unless that is newer; a delete takes it away. */
    UPSERT,
    /** Rows are added without a look at what is there. */
    INSERT
}
