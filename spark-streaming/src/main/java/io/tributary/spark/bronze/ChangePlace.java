package io.tributary.spark.bronze;

import java.io.Serializable;

/** Where a change was captured. A plain class, not a record, since it comes back from a task. */
final class ChangePlace implements Serializable {

    private static final long serialVersionUID = 1L;

    private final int cleanPartition;
    private final long cleanOffset;
    private final boolean replayed;
    private final String raw;

    /**
     * @param cleanPartition of the clean record
     * @param cleanOffset of the clean record
     * @param replayed whether the change may be in the table already
     * @param raw see {@link #raw}
     */
    ChangePlace(int cleanPartition, long cleanOffset, boolean replayed, String raw) {
        this.cleanPartition = cleanPartition;
        this.cleanOffset = cleanOffset;
        this.replayed = replayed;
        this.raw = raw;
    }

    int cleanPartition() {
        return cleanPartition;
    }

    long cleanOffset() {
        return cleanOffset;
    }

    boolean replayed() {
        return replayed;
    }

    /** Raw topic, partition and offset, as {@code <topic>-<partition>@<offset>}. */
    String raw() {
        return raw;
    }
}
