package io.tributary.stack.source;

import static java.util.Objects.requireNonNull;

/**
 * Something about a source that the user should know.
 *
 * @param rule which of the checks it is
 * @param where what it is about: a server, a role, a table
 * @param problem what is wrong and what follows from it
 * @param fix what to do about it, with the statement to run if there is one
 */
public record Finding(Rule rule, String where, String problem, String fix) {

    /** Whether capturing can go on. */
    public enum Severity {
        /** The source cannot be captured. */
        ERROR,
        /** The table is not captured, the others are. */
        LEFT_OUT,
        /** Everything is captured, but look at it. */
        WARNING
    }

    /** The checks. */
    public enum Rule {
        SERVER_UNREACHABLE(Severity.ERROR),
        LOGIN_REFUSED(Severity.ERROR),
        DATABASE_MISSING(Severity.ERROR),
        TLS_FAILED(Severity.ERROR),
        SERVER_REFUSED(Severity.ERROR),
        SERVER_TOO_OLD(Severity.ERROR),
        SERVER_IS_STANDBY(Severity.ERROR),
        WAL_LEVEL_NOT_LOGICAL(Severity.ERROR),
        ROLE_MAY_NOT_REPLICATE(Severity.ERROR),
        NO_FREE_SLOT(Severity.ERROR),
        NO_FREE_WAL_SENDER(Severity.ERROR),
        SLOT_NOT_OURS(Severity.ERROR),
        SLOT_LOST(Severity.ERROR),
        LOG_GOES_BACK(Severity.ERROR),
        SLOT_KEEPS_UNLIMITED_WAL(Severity.WARNING),
        CONTROL_OBJECTS_REFUSED(Severity.ERROR),
        PUBLICATION_DOES_NOT_FIT(Severity.ERROR),
        NOTHING_MATCHES(Severity.ERROR),
        PATTERN_MATCHES_NOTHING(Severity.ERROR),
        NOT_A_TABLE(Severity.LEFT_OUT),
        NOT_LOGGED(Severity.LEFT_OUT),
        PARTITION_OF_A_TABLE(Severity.LEFT_OUT),
        PARTITIONS_DO_NOT_FIT(Severity.LEFT_OUT),
        HAS_INHERITING_TABLES(Severity.LEFT_OUT),
        NO_KEY(Severity.LEFT_OUT),
        IDENTITY_NOTHING(Severity.LEFT_OUT),
        IDENTITY_WITHOUT_KEY(Severity.LEFT_OUT),
        MAY_NOT_READ(Severity.LEFT_OUT),
        ROWS_ARE_HIDDEN(Severity.LEFT_OUT),
        MAY_NOT_PUBLISH(Severity.LEFT_OUT),
        TABLE_NAMES_CLASH(Severity.LEFT_OUT),
        COLUMN_NAMES_CLASH(Severity.LEFT_OUT),
        COLUMN_NAME_RESERVED(Severity.LEFT_OUT),
        NAME_TOO_LONG(Severity.LEFT_OUT),
        NO_CURRENT_STATE(Severity.WARNING),
        TOAST_TARGET_LOWERED(Severity.WARNING),
        COLUMN_NOT_PUBLISHED(Severity.WARNING);

        private final Severity severity;

        Rule(Severity severity) {
            this.severity = severity;
        }

        public Severity severity() {
            return severity;
        }
    }

    public Finding {
        requireNonNull(rule, "rule is null");
        requireNonNull(where, "where is null");
        requireNonNull(problem, "problem is null");
        requireNonNull(fix, "fix is null");
    }

    public Severity severity() {
        return rule.severity();
    }

    /** Problem, place and fix in one line. */
    public String message() {
        return where + ": " + reason();
    }

    /** Problem and fix in one line, for where the place is known. */
    public String reason() {
        return problem + ". " + fix;
    }
}
