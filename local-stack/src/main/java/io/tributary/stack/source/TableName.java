package io.tributary.stack.source;

import static java.util.Objects.requireNonNull;

/**
 * A table's name as Postgres stores it.
 *
 * @param schema name of the schema
 * @param name name of the table in it
 */
public record TableName(String schema, String name) implements Comparable<TableName> {

    public TableName {
        requireNonNull(schema, "schema is null");
        requireNonNull(name, "name is null");
    }

    /** The name as SQL wants it, quoted. */
    public String sql() {
        return SqlText.identifier(schema) + "." + SqlText.identifier(name);
    }

    /** A regular expression that matches {@code schema.name} and nothing else, fit for Debezium's lists. */
    public String regex() {
        return ListRegex.literal(schema) + "\\." + ListRegex.literal(name);
    }

    @Override
    public int compareTo(TableName other) {
        int bySchema = schema.compareTo(other.schema);
        return bySchema != 0 ? bySchema : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return schema + "." + name;
    }
}
