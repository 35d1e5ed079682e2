package io.tributary.spark.table;

import io.tributary.spark.lake.TableMarkers;

/**
 * What is in a table.
 *
 * @param lastCommit instant of the newest commit, {@code yyyyMMddHHmmssSSS} in UTC; null if there is none
 * @param markers what that commit says of the table
 */
public record TableContent(String lastCommit, TableMarkers markers) {

    public static final TableContent NOTHING = new TableContent(null, TableMarkers.NONE);
}
