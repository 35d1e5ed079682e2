package io.tributary.schemas.contract;

/** What a broken rule does to its record. */
public enum Severity {
    /** The record is a dead letter. ODCS: {@code error}. */
    REJECT,
    /** The record goes on and is counted. ODCS: {@code warning} and {@code info}. */
    WARN
}
