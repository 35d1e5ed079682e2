package io.tributary.streams.toast;

import io.tributary.schemas.naming.Dataset;
import io.tributary.streams.dataset.Column;
import io.tributary.streams.deadletter.RejectedRecordException;
import io.tributary.streams.deadletter.Rule;

/** What is told of a large value that did not change and cannot be put back. */
public final class UnavailableValue {

    private UnavailableValue() {}

    static RejectedRecordException neverSeen(Dataset dataset, Column column) {
        return new RejectedRecordException(
                Rule.UNAVAILABLE_VALUE,
                column.name(),
                "Column '" + column.name() + "' of " + dataset.tableName()
                        + " is large and did not change, so Postgres left it out of the change, and its value was never"
                        + " seen before. " + fix(dataset));
    }

    static RejectedRecordException mayBeHidden(Dataset dataset, Column column) {
        return new RejectedRecordException(
                Rule.UNAVAILABLE_VALUE,
                column.name(),
                "Column '" + column.name() + "' of " + dataset.tableName()
                        + " had a large value and is null now: either it was set to null, or it did not change and"
                        + " Debezium has no placeholder for its type. " + fix(dataset));
    }

    static RejectedRecordException ofOtherType(Dataset dataset, RuntimeException cause) {
        return new RejectedRecordException(
                Rule.UNAVAILABLE_VALUE,
                null,
                "A large value of " + dataset.tableName()
                        + " did not change, and is known only in a type that the column" + " no longer has. "
                        + fix(dataset),
                cause);
    }

    /** What is told of a change that is sent again after later ones of its row. */
    public static RejectedRecordException ofLaterRecord(Dataset dataset, Column column) {
        return new RejectedRecordException(
                Rule.UNAVAILABLE_VALUE,
                column.name(),
                "Column '" + column.name() + "' of " + dataset.tableName()
                        + " is large and did not change, so Postgres left it out of the change, and what is known of it is"
                        + " what later changes of the row said; these are in silver, and there is nothing left to do for it");
    }

    /** What is told of a change that is replayed and is not its row's newest. */
    static RejectedRecordException ofHistory(Dataset dataset) {
        return new RejectedRecordException(
                Rule.UNAVAILABLE_VALUE,
                null,
                "Large values of a past change of " + dataset.tableName() + " are not known any more");
    }

    private static String fix(Dataset dataset) {
        return "Run ALTER TABLE ... REPLICA IDENTITY FULL on the table of dataset '" + dataset.name()
                + "', or take a new snapshot of it, and update the row again";
    }
}
