package io.tributary.stack.source;

import io.tributary.stack.config.PostgresSource;
import io.tributary.stack.source.Finding.Rule;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A publication as it is.
 *
 * @param name its name
 * @param owned whether the role may alter it
 * @param allTables whether it takes in every table, or every table of a schema
 * @param complete whether it publishes all kinds of changes, those of partitions under their root
 * @param generated whether it publishes stored generated columns
 * @param tables its tables, by Postgres' number of them
 */
record Publication(
        String name,
        boolean owned,
        boolean allTables,
        boolean complete,
        boolean generated,
        Map<Long, TableName> tables) {

    private static final String ONE =
            """
            SELECT pg_has_role(p.pubowner, 'USAGE') AS owned,
                   p.puballtables AS all_tables,
                   p.pubinsert AND p.pubupdate AND p.pubdelete AND p.pubtruncate AND p.pubviaroot AS complete,
                   COALESCE(to_jsonb(p) ->> 'pubgencols', 'n') = 's' AS generated
            FROM pg_publication p WHERE p.pubname = ?
            """;

    private static final String TABLES =
            """
            SELECT r.prrelid AS oid, n.nspname, c.relname
            FROM pg_publication p
            JOIN pg_publication_rel r ON r.prpubid = p.oid
            JOIN pg_class c ON c.oid = r.prrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE p.pubname = ? ORDER BY n.nspname, c.relname
            """;

    Publication {
        tables = Map.copyOf(tables);
    }

    static Optional<Publication> read(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ONE)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                return Optional.of(new Publication(
                        name,
                        row.getBoolean("owned"),
                        row.getBoolean("all_tables") || takesInSchemas(connection, name),
                        row.getBoolean("complete"),
                        row.getBoolean("generated"),
                        tables(connection, name)));
            }
        }
    }

    /**
     * The publication of a source, which has to be there.
     *
     * @throws SourceException if it is not
     */
    static Publication existing(Connection connection, PostgresSource source) throws SQLException {
        String name = ControlObjects.publication(source.name());
        return read(connection, name)
                .orElseThrow(() -> new SourceException(
                        List.of(new Finding(
                                Rule.PUBLICATION_DOES_NOT_FIT,
                                "Postgres at " + source.address(),
                                "the publication '" + name + "' is gone, so no change is captured",
                                "Run 'tributary up' again, which makes it anew")),
                        null));
    }

    private static Map<Long, TableName> tables(Connection connection, String name) throws SQLException {
        Map<Long, TableName> tables = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(TABLES)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    tables.put(row.getLong("oid"), new TableName(row.getString("nspname"), row.getString("relname")));
                }
            }
        }
        return tables;
    }

    /** Publications can take in whole schemas since Postgres 15. */
    private static boolean takesInSchemas(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row =
                    statement.executeQuery("SELECT to_regclass('pg_catalog.pg_publication_namespace') IS NOT NULL")) {
                row.next();
                if (!row.getBoolean(1)) {
                    return false;
                }
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT EXISTS (SELECT 1 FROM pg_publication_namespace s JOIN pg_publication p ON p.oid = s.pnpubid"
                        + " WHERE p.pubname = ?)")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    boolean publishes(long oid) {
        return tables.containsKey(oid);
    }

    static String addTables(String publication, List<TableName> tables) {
        return "ALTER PUBLICATION " + SqlText.identifier(publication) + " ADD TABLE "
                + String.join(", ", tables.stream().map(TableName::sql).toList());
    }

    static String dropTables(String publication, List<TableName> tables) {
        return "ALTER PUBLICATION " + SqlText.identifier(publication) + " DROP TABLE "
                + String.join(", ", tables.stream().map(TableName::sql).toList());
    }
}
