package io.tributary.connectors.files.format;

/** What a reader finds next. */
public sealed interface Parsed {

    /** Line on which it begins, from 1, the header included. */
    long line();

    /**
     * A record.
     *
     * @param values one for each column of the reader, null where the file has nothing. A quoted empty value is not null
     */
    record Row(long line, String[] values) implements Parsed {}

    /**
     * A record that is none, without harm to those after it.
     *
     * @param original its bytes as they stand in the file
     * @param rule what it broke, not null
     * @param field the column at fault; null if it is not one column's
     * @param reason a sentence for people, not null
     */
    record Broken(long line, byte[] original, RecordRule rule, String field, String reason) implements Parsed {}
}
