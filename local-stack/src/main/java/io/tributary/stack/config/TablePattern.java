package io.tributary.stack.config;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A pattern of table names: {@code schema.table}, where {@code *} stands for any characters. Without a dot the schema is
 * {@code public}. Names are compared as Postgres stores them, so case counts.
 *
 * @param schema pattern of the schema's name
 * @param table pattern of the table's name
 */
public record TablePattern(String schema, String table) {

    private static final String DEFAULT_SCHEMA = "public";

    public TablePattern {
        requireNonNull(schema, "schema is null");
        requireNonNull(table, "table is null");
    }

    /** Reads a pattern; empty if the text is not one. */
    public static Optional<TablePattern> parse(String text) {
        String[] parts = text.strip().split("\\.", -1);
        if (parts.length > 2 || text.isBlank()) {
            return Optional.empty();
        }
        String schema = parts.length == 2 ? parts[0] : DEFAULT_SCHEMA;
        String table = parts[parts.length - 1];
        return schema.isBlank() || table.isBlank() ? Optional.empty() : Optional.of(new TablePattern(schema, table));
    }

    public boolean matches(String schemaName, String tableName) {
        return fits(schema, schemaName) && fits(table, tableName);
    }

    private static boolean fits(String glob, String name) {
        StringBuilder regex = new StringBuilder();
        for (String literal : glob.split("\\*", -1)) {
            regex.append(regex.isEmpty() ? "" : ".*").append(literal.isEmpty() ? "(?:)" : Pattern.quote(literal));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(name).matches();
    }

    @Override
    public String toString() {
        return schema + "." + table;
    }
}
