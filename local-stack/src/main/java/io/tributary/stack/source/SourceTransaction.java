package io.tributary.stack.source;

import java.sql.Connection;
import java.sql.SQLException;

/** Runs statements of a connection together, so that all of them take effect or none. */
final class SourceTransaction {

    private SourceTransaction() {}

    @FunctionalInterface
    interface Work {
        void run() throws SQLException;
    }

    static void run(Connection connection, Work work) throws SQLException {
        connection.setAutoCommit(false);
        boolean done = false;
        try {
            work.run();
            connection.commit();
            done = true;
        } finally {
            if (!done) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        }
    }

    /** Runs statements and takes them back, to learn whether the server lets them through. */
    static void tryOut(Connection connection, Work work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            work.run();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
