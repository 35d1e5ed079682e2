package io.tributary.stack.supervisor;

import io.tributary.stack.config.PortRole;
import io.tributary.stack.process.EmbeddedPostgres;
import java.sql.SQLException;
import java.util.Set;

/** Something that works on the embedded Postgres while the stack runs, such as the sample shop, and may serve other sources. */
public interface Workload extends AutoCloseable {

    /**
     * Makes what must be there before the tables are captured. Called once the database is up; may be called again on
     * the next start with the same data.
     *
     * @throws SQLException if the database refuses
     */
    void prepare(EmbeddedPostgres database) throws SQLException;

    /** Ports on which it serves something itself. */
    default Set<PortRole> ports() {
        return Set.of();
    }

    /** Begins to work, on a thread of its own. */
    void start();

    /** Ends the work. */
    @Override
    void close();
}
