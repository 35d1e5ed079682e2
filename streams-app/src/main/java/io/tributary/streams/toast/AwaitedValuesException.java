package io.tributary.streams.toast;

/**
 * A row has come from another key whose records are not processed yet, because they are in another partition or wait
 * themselves; so its large values are still on their way. The record must wait, and those of its key behind it.
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
