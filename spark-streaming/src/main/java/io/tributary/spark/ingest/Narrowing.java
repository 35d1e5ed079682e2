package io.tributary.spark.ingest;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Finds a record that a table cannot take among many, by giving the table ever fewer of them. */
final class Narrowing {

    private final long most;
    private final Set<Integer> innocent = new HashSet<>();
    private long step;
    private long suspects;
    private Integer only;

    /**
     * Begins.
     *
     * @param most offsets of a partition at a time, if nothing is wrong
     * @param suspicious whether the first record is likely to be the one
     */
    Narrowing(long most, boolean suspicious) {
        this.most = most;
        this.step = suspicious ? 1 : most;
    }

    /** Offsets of a partition to try next. */
    long step() {
        return step;
    }

    /** Whether records of a partition are to be tried next. */
    boolean includes(int partition) {
        return only == null || only == partition;
    }

    /** What was tried is written. */
    void written() {
        if (only != null) {
            innocent.add(only);
            only = null;
        } else if (suspects > step) {
            suspects -= step;
            step = Math.max(1, suspects / 2);
        } else {
            suspects = 0;
            step = Math.min(most, step * 2);
        }
    }

    /**
     * What was tried has a record that cannot be written, and others.
     *
     * @param partitions in which it had records
     */
    void failed(Collection<Integer> partitions) {
        suspects = step;
        if (step > 1) {
            step /= 2;
        } else {
            only = partitions.stream()
                    .filter(partition -> !innocent.contains(partition))
                    .findFirst()
                    .orElseGet(() -> partitions.iterator().next());
        }
    }

    /** What was tried was the record alone; there may be another one elsewhere. */
    void found() {
        innocent.clear();
        suspects = 0;
        only = null;
        step = 1;
    }
}
