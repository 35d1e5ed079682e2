package io.tributary.stack.demo;

/** Hears how far the initial load is. Called on the loading thread, a few times a second at most for each table. */
@FunctionalInterface
public interface LoadProgress {

    /**
     * Rows of one table have been sent.
     *
     * @param table name of the table
     * @param done rows of all tables sent so far
     * @param expected rows of all tables together, an estimate until the end
     */
    void loaded(String table, long done, long expected);
}
