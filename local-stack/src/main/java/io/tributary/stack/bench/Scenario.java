package io.tributary.stack.bench;

import io.tributary.stack.config.TributaryConfig;
import java.sql.Connection;
import java.sql.SQLException;

/** One measurement on a fresh stack. */
interface Scenario {

    Measurement measurement();

    /** The configuration of the stack on which it measures, made of the usual one. */
    default TributaryConfig configure(TributaryConfig config) {
        return config;
    }

    /** Makes the tables before they are captured. */
    void prepare(Connection connection) throws SQLException;

    /**
     * Measures. The stack has been started a moment ago and is not ready yet.
     *
     * @param startNanos reading of {@link System#nanoTime} just before the stack was started
     */
    BenchResult measure(BenchStack stack, long startNanos) throws SQLException;
}
