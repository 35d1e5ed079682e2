package io.tributary.stack.source;

/** Names and texts as parts of SQL statements. */
final class SqlText {

    private SqlText() {}

    /** A name in double quotes. */
    static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A text in single quotes; needs standard_conforming_strings, which is Postgres' default and checked. */
    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
