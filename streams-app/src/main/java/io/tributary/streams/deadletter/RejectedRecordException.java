package io.tributary.streams.deadletter;

/**
 * A record cannot be processed and never will be: it goes to the dead-letter topic, and the stream goes on. Never thrown
 * for a failure of the infrastructure, which is worth a retry.
 */
public final class RejectedRecordException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Rule rule;
    private final String field;

    /**
     * A rejection.
     *
     * @param rule what was broken
     * @param field the source's name of the column at fault; null if it is the whole record
     * @param reason problem, place and fix, readable; without the row's data
     */
    public RejectedRecordException(Rule rule, String field, String reason) {
        this(rule, field, reason, null);
    }

    public RejectedRecordException(Rule rule, String field, String reason, Throwable cause) {
        super(reason, cause);
        this.rule = rule;
        this.field = field;
    }

    public Rule rule() {
        return rule;
    }

    /** The source's name of the column at fault, or null if the whole record is. */
    public String field() {
        return field;
    }
}
