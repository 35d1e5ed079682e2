package io.tributary.spark.clean;

import io.tributary.schemas.naming.ReplayHeaders;

/** Whether a clean record was made a second time of its raw record, and what is known of its key by then. */
public enum Replay {

    /** It comes for the first time. */
    NONE,

    /** The newest change of its key. */
    CURRENT,

    /** A later change of its key came before it: what silver does not have of it is gone. */
    HISTORY;

    /** What a record's header says; null if it has none. */
    static Replay of(String header) {
        if (header == null) {
            return NONE;
        }
        return header.equals(ReplayHeaders.CURRENT) ? CURRENT : HISTORY;
    }
}
