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
        /** What the table's contract names, for want of a key of its own; the table has full replica identity. */
        CONTRACT,
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
     * @param published its columns that are sent
     * @param contractKey the key that its contract names
     */
    static CapturedTable of(TableFacts table, List<ColumnFacts> published, ContractKey contractKey) {
        Key key = key(table, contractKey);
        List<String> keyColumns =
                switch (key) {
                    case PRIMARY_KEY -> table.primaryKey();
                    case IDENTITY_INDEX -> table.identityIndex();
                    case CONTRACT -> contractKey.columns();
                    case NONE -> List.of();
                };
        return new CapturedTable(
                table.name(),
                table.oid(),
                key,
                keyColumns,
                names(table.columns(), column -> !published.contains(column)),
                new TableShape(
                        table.storage(),
                        published.stream().map(ColumnFacts::shape).toList(),
                        keyColumns),
                names(published, ColumnFacts::date));
    }

    private static Key key(TableFacts table, ContractKey contractKey) {
        if (!table.primaryKey().isEmpty()) {
            return Key.PRIMARY_KEY;
        }
        if (table.replicaIdentity() == TableFacts.IDENTITY_INDEX) {
            return Key.IDENTITY_INDEX;
        }
        return contractKey.columns().isEmpty() ? Key.NONE : Key.CONTRACT;
    }

    /** Whether its changes come under another key than when it was read, so that what was read no longer meets them. */
    boolean hasAnotherKeyThan(TableShape before) {
        return before.key() == null ? key == Key.CONTRACT : key != Key.NONE && !keyColumns.equals(before.key());
    }

    private static List<String> names(List<ColumnFacts> columns, Predicate<ColumnFacts> which) {
        return columns.stream().filter(which).map(ColumnFacts::name).toList();
    }
}
