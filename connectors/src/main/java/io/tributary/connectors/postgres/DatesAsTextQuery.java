package io.tributary.connectors.postgres;

import io.debezium.bean.StandardBeanNames;
import io.debezium.bean.spi.BeanRegistry;
import io.debezium.bean.spi.BeanRegistryAware;
import io.debezium.relational.Column;
import io.debezium.relational.RelationalDatabaseSchema;
import io.debezium.relational.Table;
import io.debezium.snapshot.spi.SnapshotQuery;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a snapshot asks Postgres for: all columns, dates as text. The driver would make a {@code java.sql.Date} of a date,
 * whose calendar has no 5 to 14 October 1582 and shows those days of Postgres as ten days later.
 */
public final class DatesAsTextQuery implements SnapshotQuery, BeanRegistryAware {

    private BeanRegistry beans;

    @Override
    public String name() {
        return "dates-as-text";
    }

    @Override
    public void configure(Map<String, ?> properties) {
        // Nothing to choose.
    }

    @Override
    public void injectBeanRegistry(BeanRegistry registry) {
        beans = registry;
    }

    /** Both the table and the columns come quoted. */
    @Override
    public Optional<String> snapshotQuery(String table, List<String> columns) {
        return select(table, columns, dates(table));
    }

    static Optional<String> select(String table, List<String> columns, Set<String> dates) {
        return columns.isEmpty()
                ? Optional.empty()
                : Optional.of(columns.stream()
                        .map(column -> dates.contains(column) ? column + "::text AS " + column : column)
                        .collect(Collectors.joining(", ", "SELECT ", " FROM " + table)));
    }

    /** Quoted names of the table's dates. */
    private Set<String> dates(String quotedTable) {
        RelationalDatabaseSchema schema =
                beans.lookupByName(StandardBeanNames.DATABASE_SCHEMA, RelationalDatabaseSchema.class);
        return schema.tableIds().stream()
                .filter(id -> (quoted(id.schema()) + "." + quoted(id.table())).equals(quotedTable))
                .map(schema::tableFor)
                .map(Table::columns)
                .flatMap(List::stream)
                .filter(column -> column.jdbcType() == Types.DATE)
                .map(Column::name)
                .map(DatesAsTextQuery::quoted)
                .collect(Collectors.toSet());
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
