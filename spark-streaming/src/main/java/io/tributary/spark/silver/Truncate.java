package io.tributary.spark.silver;

import io.tributary.schemas.change.Operation;
import io.tributary.spark.clean.CleanRecord;
import java.io.Serializable;

/**
 * A truncate of the source table. A plain class, not a record, since it comes back from a task.
 *
 * <p>It takes away the rows that are older than it. A row of the same ordering is older if it was captured before; that
 * happens only to a transaction that was open during the snapshot.
 */
final class Truncate implements Serializable {

    private static final long serialVersionUID = 1L;

    private final long ordering;
    private final int rawPartition;
    private final long rawOffset;

    private Truncate(long ordering, int rawPartition, long rawOffset) {
        this.ordering = ordering;
        this.rawPartition = rawPartition;
        this.rawOffset = rawOffset;
    }

    /** Precondition: the record is a truncate. */
    static Truncate of(CleanRecord record) {
        return new Truncate(record.ordering(), record.rawPartition(), record.rawOffset());
    }

    static boolean is(CleanRecord record) {
        return record.operation() == Operation.TRUNCATE;
    }

    long ordering() {
        return ordering;
    }

    Truncate newer(Truncate other) {
        int order = Long.compare(ordering, other.ordering);
        if (order == 0) {
            order = Long.compare(rawOffset, other.rawOffset);
        }
        return order >= 0 ? this : other;
    }

    /** Whether a change of the same batch is older than the truncate. */
    boolean takesAway(CleanRecord record) {
        if (record.ordering() != ordering) {
            return record.ordering() < ordering;
        }
        return record.rawPartition() == rawPartition && record.rawOffset() < rawOffset;
    }
}
