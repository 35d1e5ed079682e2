package io.tributary.stack.bench;

import io.tributary.stack.supervisor.StackPlan;
import java.sql.SQLException;

/** One measurement on a fresh stack. */
interface Scenario extends AutoCloseable {

    Measurement measurement();

    /** Makes what is captured, as far as it does not need the stack, and says which stack is started. */
    StackPlan plan(BenchGround ground);

    /**
     * Measures. The stack has been started a moment ago and is not ready yet.
     *
     * @param startNanos reading of {@link System#nanoTime} just before the stack was started
     */
    BenchResult measure(BenchStack stack, long startNanos) throws SQLException;

    /** Lets go of what {@link #plan} has started; the stack is down. */
    @Override
    default void close() {
        // Most start nothing.
    }
}
