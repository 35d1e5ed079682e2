package io.tributary.stack.source;

import io.tributary.stack.source.TableFacts.ColumnFacts;
import java.util.List;
import java.util.function.Predicate;

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

    /**
     * A table that can be captured, as the catalog shows it.
     *
     * @param storedColumnsPublished whether stored generated columns are sent
     */
    static CapturedTable of(TableFacts table, boolean storedColumnsPublished) {
        Predicate<ColumnFacts> sent = column -> switch (column.generated()) {
            case 'v' -> false;
            case 's' -> storedColumnsPublished;
            default -> true;
        };
        List<ColumnFacts> published = table.columns().stream().filter(sent).toList();
        Key key = key(table);
        return new CapturedTable(
                table.name(),
                table.oid(),
                key,
                switch (key) {
                    case PRIMARY_KEY -> table.primaryKey();
                    case IDENTITY_INDEX -> table.identityIndex();
                    case NONE -> List.of();
                },
                names(table.columns(), sent.negate()),
                new TableShape(
                        table.storage(),
                        published.stream().map(ColumnFacts::shape).toList()),
                names(published, ColumnFacts::date));
    }

    private static Key key(TableFacts table) {
        if (!table.primaryKey().isEmpty()) {
            return Key.PRIMARY_KEY;
        }
        return table.replicaIdentity() == TableFacts.IDENTITY_INDEX ? Key.IDENTITY_INDEX : Key.NONE;
    }

    private static List<String> names(List<ColumnFacts> columns, Predicate<ColumnFacts> which) {
        return columns.stream().filter(which).map(ColumnFacts::name).toList();
    }
}
