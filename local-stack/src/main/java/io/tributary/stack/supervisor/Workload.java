package io.tributary.stack.supervisor;

import io.tributary.stack.process.EmbeddedPostgres;
import java.sql.SQLException;

/** Something that works on the embedded Postgres while the stack runs, such as the sample shop. */
public interface Workload extends AutoCloseable {

    /**
     * Makes what must be there before the tables are captured. Called once the database is up; may be called again on
     * the next start with the same data.
     *
     * @throws SQLException if the database refuses
     */
    void prepare(EmbeddedPostgres database) throws SQLException;

    /** Begins to work, on a thread of its own. */
    void start();

    /** Ends the work. */
    @Override
    void close();
}
