package io.tributary.streams.toast;

/**
 * A row has come from a key in another partition, and its large values are still on their way from the task there. The
 * record must wait, and those of its key behind it.
 */
public final class AwaitedValuesException extends Exception {

    private static final long serialVersionUID = 1L;

    private final long lsn;

    AwaitedValuesException(long lsn) {
        super("Large values are on their way", null, false, false);
        this.lsn = lsn;
    }

    /** LSN of the key change whose values are awaited. */
    public long lsn() {
        return lsn;
    }
}
