package io.tributary.stack.source;

import io.tributary.stack.source.TableShape.ColumnShape;
import java.util.List;

/**
 * What the catalog says of a table or of what looks like one.
 *
 * @param oid Postgres' number of it
 * @param name its name
 * @param kind {@code pg_class.relkind}: r table, p partitioned table, v view, m materialised view, f foreign table
 * @param persistence {@code pg_class.relpersistence}: p permanent, u unlogged, t temporary
 * @param partition whether it is a partition of another table
 * @param replicaIdentity {@code pg_class.relreplident}: d default, f full, i index, n nothing
 * @param primaryKey columns of the primary key in key order; empty if there is none
 * @param primaryKeyDeferrable whether the primary key is deferrable, which makes it unfit as replica identity
 * @param identityIndex columns of the index that is the replica identity; empty if none is
 * @param mayRead whether the role may SELECT
 * @param rowsHidden whether row-level security hides rows from the role
 * @param mayPublish whether the role owns it, as one must who adds it to a publication
 * @param inherited whether other tables inherit from it (partitions do not count)
 * @param strayPartitions partitions that have another replica identity than default or full, or are no plain tables
 * @param toastTarget the table's {@code toast_tuple_target} in bytes; nullable
 * @param storage names the files that hold its rows, those of its partitions included
 * @param columns in the table's order
 */
record TableFacts(
        long oid,
        TableName name,
        char kind,
        char persistence,
        boolean partition,
        char replicaIdentity,
        List<String> primaryKey,
        boolean primaryKeyDeferrable,
        List<String> identityIndex,
        boolean mayRead,
        boolean rowsHidden,
        boolean mayPublish,
        boolean inherited,
        List<String> strayPartitions,
        Integer toastTarget,
        String storage,
        List<ColumnFacts> columns) {

    static final char TABLE = 'r';
    static final char PARTITIONED = 'p';
    static final char IDENTITY_DEFAULT = 'd';
    static final char IDENTITY_FULL = 'f';
    static final char IDENTITY_INDEX = 'i';
    static final char IDENTITY_NOTHING = 'n';

    TableFacts {
        primaryKey = List.copyOf(primaryKey);
        identityIndex = List.copyOf(identityIndex);
        strayPartitions = List.copyOf(strayPartitions);
        columns = List.copyOf(columns);
    }

    /**
     * The columns that a publication sends.
     *
     * @param storedToo whether it sends stored generated columns
     */
    List<ColumnFacts> published(boolean storedToo) {
        return columns.stream()
                .filter(column -> switch (column.generated()) {
                    case 'v' -> false;
                    case 's' -> storedToo;
                    default -> true;
                })
                .toList();
    }

    /**
     * A column.
     *
     * @param name its name
     * @param generated {@code pg_attribute.attgenerated}: s stored, v virtual, blank if it is not generated
     * @param date whether its type is date or a domain over it
     * @param shape its number, type and whether older rows have a value by default
     */
    record ColumnFacts(String name, char generated, boolean date, ColumnShape shape) {}
}
