package io.tributary.tests.workload;

/**
 * A committed change as the lake must show it.
 *
 * @param op c, u or d; t for the row's end in a TRUNCATE, which the lake shows once for the table
 * @param changeId the change that wrote the row; null for d and t
 */
record Change(String op, Long changeId) {

    static final String TRUNCATE = "t";

    boolean leavesRow() {
        return changeId != null;
    }

    @Override
    public String toString() {
        return changeId == null ? op : op + changeId;
    }
}
