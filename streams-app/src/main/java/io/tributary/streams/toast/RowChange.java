package io.tributary.streams.toast;

import io.tributary.schemas.change.Operation;
import io.tributary.schemas.naming.Dataset;
import io.tributary.streams.envelope.ChangeEvent;
import io.tributary.streams.envelope.RawRecord;

/**
 * A change of one row, with what its key says of large values.
 *
 * @param key bare key of the row; null for a table without key
 * @param otherKey the key that the row goes to or comes from; null if it does not change, if that cannot be told, or if all
 *     rows are in one partition and it need not be told
 * @param patient whether the record may wait for values on their way
 */
public record RowChange(
        Dataset dataset, RawRecord raw, ChangeEvent event, byte[] key, KeyChange otherKey, boolean patient) {

    boolean leavesItsKey() {
        return event.op() == Operation.DELETE
                && event.lsn() != null
                && raw.headers().lastHeader(KeyChange.NEW_KEY_HEADER) != null;
    }

    /** Whether the row has come from another key, and it is known from which. */
    boolean comesFromKnownKey() {
        return event.op() == Operation.CREATE && event.lsn() != null && otherKey != null;
    }

    byte[] rowAddress() {
        return Departure.addressOf(raw.topic(), key);
    }
}
