package io.tributary.schemas.naming;

/**
 * Headers of the records by which a dataset is cleaned again (ADR 19). Values are in ASCII. A replayed raw record has those
 * of {@link RedriveHeaders}, too.
 */
public final class ReplayHeaders {

    /**
     * On a raw record that is there a second time, and on the clean record that it becomes: {@link #CURRENT} or
     * {@link #HISTORY}. On a clean record it says that bronze may have the change already.
     */
    public static final String REPLAY = "tributary.replay";

    /** The newest change of its key, as far as its writer knew: silver may take it. */
    public static final String CURRENT = "current";

    /** A change that a later one of its key has overtaken: silver must not see it, for its row may be deleted since. */
    public static final String HISTORY = "history";

    /** On a raw record with neither key nor value, which is no data: {@link #BEGIN} or {@link #END}. */
    public static final String CONTROL = "tributary.replay.control";

    /** From here on the Streams app notes which keys of this topic and partition change. */
    public static final String BEGIN = "begin";

    /** No replayed record follows: what was noted since {@link #BEGIN} is forgotten. */
    public static final String END = "end";

    private ReplayHeaders() {}
}
