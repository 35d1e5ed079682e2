package io.tributary.schemas.naming;

/**
 * Headers by which a dead letter finds its old place again when it is sent to its raw topic anew. Values are decimal
 * numbers in ASCII.
 */
public final class RedriveHeaders {

    /**
     * On every dead letter: the ordering of the newest snapshot row before the record (see ADR 2), without which its own
     * ordering could not be told later.
     */
    public static final String SNAPSHOT_ORDERING = "tributary.snapshot.ordering";

    /** On a record that is sent again: the offset that it had in its raw topic and partition at first. */
    public static final String OFFSET = "tributary.redrive.offset";

    private RedriveHeaders() {}
}
