package io.tributary.stack.source;

import java.util.List;

/**
 * A table that can be captured without harm.
 *
 * @param name its name
 * @param oid Postgres' number of it, by which a table that was dropped and made again is told from the one before
 * @param key what tells its rows apart
 * @param keyColumns the columns of that; empty for {@link Key#NONE}
 * @param unpublished columns that Postgres sends in no change, and that are therefore not read by snapshots either
 * @param shape by which is seen that its rows have other values without an event that says so
 * @param dates columns of the type date
 */
public record CapturedTable(
        TableName name,
        long oid,
        Key key,
        List<String> keyColumns,
        List<String> unpublished,
        TableShape shape,
        List<String> dates) {

    /** What tells the rows of a table apart. */
    public enum Key {
        PRIMARY_KEY,
        /** The unique index that is the table's replica identity, for want of a primary key. */
        IDENTITY_INDEX,
        /** Nothing; the table has full replica identity. */
        NONE
    }

    public CapturedTable {
        keyColumns = List.copyOf(keyColumns);
        unpublished = List.copyOf(unpublished);
        dates = List.copyOf(dates);
    }
}
