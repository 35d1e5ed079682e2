package io.tributary.streams.topology;

import io.tributary.schemas.change.Operation;
import io.tributary.streams.deadletter.RejectedRecordException;
import io.tributary.streams.deadletter.Rule;
import io.tributary.streams.envelope.RawRecord;
import io.tributary.streams.redrive.LaterRecords;
import java.util.Optional;

/** Says what may become of a change that was a dead letter and is sent again. */
final class Redriven {

    private final LaterRecords later;

    Redriven(LaterRecords later) {
        this.later = later;
    }

    /**
     * Whether the change is its key's newest, so that later ones build on it. If it is not, it is history: it belongs in
     * bronze, and silver leaves it out by its ordering.
     *
     * @throws RejectedRecordException if silver would take it for news
     */
    boolean isNewest(RawRecord raw, CleanRow row) throws RejectedRecordException {
        if (row.truncate()) {
            throw new RejectedRecordException(
                    Rule.SUPERSEDED,
                    null,
                    "A truncate is not done again: it would take away what was written after it; delete the rows at the"
                            + " source, or truncate there once more");
        }
        Optional<LaterRecords.Newest> newest = later.after(raw, row.ordering());
        if (row.op() != Operation.DELETE
                && newest.filter(LaterRecords.Newest::deletes).isPresent()) {
            throw new RejectedRecordException(
                    Rule.SUPERSEDED,
                    null,
                    "The row was deleted after this change, and would come back if the change were written now; there is"
                            + " nothing left to do for silver");
        }
        return newest.isEmpty();
    }
}
