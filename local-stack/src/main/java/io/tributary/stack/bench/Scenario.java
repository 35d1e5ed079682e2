package io.tributary.stack.bench;

import java.sql.Connection;
import java.sql.SQLException;

/** One measurement on a fresh stack. */
interface Scenario {

    Measurement measurement();

    /** Makes the tables before they are captured. */
    void prepare(Connection connection) throws SQLException;

    /**
     * Measures. The stack has been started a moment ago and is not ready yet.
     *
     * @param startNanos reading of {@link System#nanoTime} just before the stack was started
     */
    BenchResult measure(BenchStack stack, long startNanos) throws SQLException;
}
