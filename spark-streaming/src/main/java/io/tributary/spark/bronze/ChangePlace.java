package io.tributary.spark.bronze;

import java.io.Serializable;

/** Where a change was captured. A plain class, not a record, since it comes back from a task. */
final class ChangePlace implements Serializable {

    private static final long serialVersionUID = 1L;

    private final int cleanPartition;
    private final long cleanOffset;
    private final boolean replayed;
    private final String raw;
    private final String key;

    /**
     * @param cleanPartition of the clean record
     * @param cleanOffset of the clean record
     * @param replayed whether the change may be in the table already
     * @param raw see {@link #raw}
     * @param key see {@link #identity}
     */
    ChangePlace(int cleanPartition, long cleanOffset, boolean replayed, String raw, String key) {
        this.cleanPartition = cleanPartition;
        this.cleanOffset = cleanOffset;
        this.replayed = replayed;
        this.raw = raw;
        this.key = key;
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

    /** Tells the rows of one raw record apart, as far as the text of their key can. */
    String identity() {
        return raw + key;
    }
}
