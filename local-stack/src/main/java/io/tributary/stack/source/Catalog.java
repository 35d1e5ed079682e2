package io.tributary.stack.source;

import io.tributary.schemas.naming.Topics;
import io.tributary.stack.source.TableFacts.ColumnFacts;
import io.tributary.stack.source.TableShape.ColumnShape;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reads the tables of a database from Postgres' system catalog. */
final class Catalog {

    private static final String TABLES =
            """
            SELECT c.oid, n.nspname, c.relname, c.relkind, c.relpersistence, c.relispartition, c.relreplident,
                   pk.columns AS primary_key, COALESCE(NOT pk.indimmediate, false) AS primary_key_deferrable,
                   ri.columns AS identity_index,
                   has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT') AS may_read,
                   c.relkind IN ('r', 'p') AND row_security_active(c.oid) AS rows_hidden,
                   pg_has_role(c.relowner, 'USAGE') AS may_publish,
                   c.relkind = 'r' AND EXISTS (SELECT 1 FROM pg_inherits WHERE inhparent = c.oid) AS inherited,
                   CASE WHEN c.relkind = 'p' THEN ARRAY(
                       SELECT p.relid::regclass::text
                       FROM pg_partition_tree(c.oid) p JOIN pg_class l ON l.oid = p.relid
                       WHERE p.isleaf
                         AND (l.relkind <> 'r' OR l.relpersistence <> 'p' OR l.relreplident NOT IN ('d', 'f'))) END
                       AS stray_partitions,
                   (SELECT option_value::int FROM pg_options_to_table(c.reloptions)
                    WHERE option_name = 'toast_tuple_target') AS toast_target,
                   CASE WHEN c.relkind = 'p' THEN part.storage ELSE pg_relation_filenode(c.oid)::text END AS storage,
                   col.names AS column_names, col.generated AS column_generated, col.dates AS column_dates,
                   col.numbers AS column_numbers, col.types AS column_types, col.filled AS column_filled,
                   col.definitions AS column_definitions
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN LATERAL (
                SELECT i.indimmediate,
                       ARRAY(SELECT a.attname::text
                             FROM unnest(i.indkey) WITH ORDINALITY k(attnum, position)
                             JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
                             WHERE k.position <= i.indnkeyatts ORDER BY k.position) AS columns
                FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary AND i.indisvalid) pk ON true
            LEFT JOIN LATERAL (
                SELECT ARRAY(SELECT a.attname::text
                             FROM unnest(i.indkey) WITH ORDINALITY k(attnum, position)
                             JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
                             WHERE k.position <= i.indnkeyatts ORDER BY k.position) AS columns
                FROM pg_index i WHERE i.indrelid = c.oid AND i.indisreplident AND i.indisvalid) ri ON true
            LEFT JOIN LATERAL (
                SELECT md5(string_agg(pg_relation_filenode(p.relid)::text, ',' ORDER BY p.relid)) AS storage,
                       ARRAY(SELECT m.attname FROM pg_partition_tree(c.oid) l JOIN pg_attribute m ON m.attrelid = l.relid
                             WHERE m.atthasmissing) AS filled
                FROM pg_partition_tree(c.oid) p WHERE p.isleaf) part ON c.relkind = 'p'
            LEFT JOIN LATERAL (
                SELECT array_agg(a.attname::text ORDER BY a.attnum) AS names,
                       array_agg(a.attgenerated::text ORDER BY a.attnum) AS generated,
                       array_agg('date'::regtype IN (t.oid, t.typbasetype) ORDER BY a.attnum) AS dates,
                       array_agg(a.attnum::int ORDER BY a.attnum) AS numbers,
                       array_agg(a.atttypid::text || ':' || a.atttypmod ORDER BY a.attnum) AS types,
                       array_agg(a.xmin::text ORDER BY a.attnum) AS definitions,
                       array_agg(a.atthasmissing OR COALESCE(a.attname = ANY (part.filled), false) ORDER BY a.attnum)
                           AS filled
                FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
                WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) col ON true
            WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
              AND n.nspname <> 'information_schema' AND n.nspname <> ? AND n.nspname !~ '^pg_'
            """;

    private Catalog() {}

    /** Every table, view and foreign table that is not Postgres' or Tributary's own. */
    static List<TableFacts> tables(Connection connection) throws SQLException {
        List<TableFacts> tables = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(TABLES)) {
            statement.setString(1, Topics.CONTROL_SCHEMA);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    tables.add(table(row));
                }
            }
        }
        return tables;
    }

    private static TableFacts table(ResultSet row) throws SQLException {
        int toastTarget = row.getInt("toast_target");
        return new TableFacts(
                row.getLong("oid"),
                new TableName(row.getString("nspname"), row.getString("relname")),
                character(row.getString("relkind")),
                character(row.getString("relpersistence")),
                row.getBoolean("relispartition"),
                character(row.getString("relreplident")),
                strings(row, "primary_key"),
                row.getBoolean("primary_key_deferrable"),
                strings(row, "identity_index"),
                row.getBoolean("may_read"),
                row.getBoolean("rows_hidden"),
                row.getBoolean("may_publish"),
                row.getBoolean("inherited"),
                strings(row, "stray_partitions"),
                toastTarget == 0 ? null : toastTarget,
                Objects.requireNonNullElse(row.getString("storage"), ""),
                columns(row));
    }

    private static List<ColumnFacts> columns(ResultSet row) throws SQLException {
        List<String> names = strings(row, "column_names");
        List<String> generated = strings(row, "column_generated");
        List<Boolean> dates = list(row, "column_dates", Boolean[].class);
        List<Integer> numbers = list(row, "column_numbers", Integer[].class);
        List<String> types = strings(row, "column_types");
        List<Boolean> filled = list(row, "column_filled", Boolean[].class);
        List<String> definitions = strings(row, "column_definitions");
        List<ColumnFacts> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            columns.add(new ColumnFacts(
                    names.get(i),
                    character(generated.get(i)),
                    dates.get(i),
                    new ColumnShape(numbers.get(i), types.get(i), filled.get(i), definitions.get(i))));
        }
        return columns;
    }

    private static char character(String text) {
        return text.isEmpty() ? ' ' : text.charAt(0);
    }

    private static List<String> strings(ResultSet row, String column) throws SQLException {
        return list(row, column, String[].class);
    }

    private static <T> List<T> list(ResultSet row, String column, Class<T[]> type) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? List.of() : List.of(type.cast(array.getArray()));
    }
}
