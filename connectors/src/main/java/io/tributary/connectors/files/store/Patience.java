package io.tributary.connectors.files.store;

/** How often and with what pauses a broken connection is replaced. */
public interface Patience {

    /**
     * Waits after a failure.
     *
     * @param failures how many there were in a row without a byte between them, from 1
     * @return false if it is time to give up
     */
    boolean waitAfter(int failures);

    /** Whether nobody waits any more, not even for bytes that are on their way. */
    default boolean isOver() {
        return false;
    }
}
