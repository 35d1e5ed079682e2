package io.tributary.stack.source;

import java.sql.SQLException;

/** Tells that a lock was not to be had in time, which passes. */
final class LockTimeout {

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String DEADLOCK = "40P01";

    private LockTimeout() {}

    static boolean is(SQLException failure) {
        return LOCK_NOT_AVAILABLE.equals(failure.getSQLState()) || DEADLOCK.equals(failure.getSQLState());
    }
}
