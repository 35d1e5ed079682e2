package io.tributary.stack.source;

import java.sql.SQLException;

/** Tells that the role may not do what it tried. */
final class MissingPrivilege {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private MissingPrivilege() {}

    static boolean is(SQLException failure) {
        return INSUFFICIENT_PRIVILEGE.equals(failure.getSQLState());
    }
}
