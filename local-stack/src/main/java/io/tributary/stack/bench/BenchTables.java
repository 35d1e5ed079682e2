package io.tributary.stack.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The tables of the measurements: ten columns of the usual types, 200 to 300 bytes a row. */
final class BenchTables {

    static final int CHANGING_TABLES = 10;
    static final String SNAPSHOT_TABLE = "snapshot";

    private static final String COLUMNS = "id bigint PRIMARY KEY, customer uuid NOT NULL, status text NOT NULL,"
            + " amount numeric(12, 2) NOT NULL, quantity integer NOT NULL, rate double precision,"
            + " created_at timestamptz NOT NULL, shipped_on date, is_open boolean NOT NULL, note text";

    /** Ten values for the row {@code i}; the note makes up the bytes. */
    private static final String VALUES = "md5(i::text)::uuid, (ARRAY['created', 'paid', 'shipped'])[i % 3 + 1],"
            + " (i % 100000) / 100.0, (i % 50)::integer, i / 7.0, now(), date '2026-01-01' + (i % 365)::integer,"
            + " i % 2 = 0, repeat(md5((i + 1)::text), 4) || md5((i * 7)::text)";

    private BenchTables() {}

    static String changingTable(int number) {
        return "changing_" + number;
    }

    static void create(Connection connection, String table, long rows) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE public." + table + " (" + COLUMNS + ")");
            insert(statement, table, 1, rows);
            statement.execute("ANALYZE public." + table);
        }
    }

    static void createChanging(Connection connection, long rowsEach) throws SQLException {
        for (int number = 0; number < CHANGING_TABLES; number++) {
            create(connection, changingTable(number), rowsEach);
        }
    }

    static void insert(Statement statement, String table, long from, long to) throws SQLException {
        statement.execute("INSERT INTO public." + table + " SELECT i, " + VALUES + " FROM generate_series(" + from
                + "::bigint, " + to + ") i");
    }

    /** Changes every row of a range. */
    static int update(Statement statement, String table, long from, long to) throws SQLException {
        return statement.executeUpdate("UPDATE public." + table
                + " SET status = 'changed', amount = amount + 1, created_at = now() WHERE id BETWEEN " + from + " AND "
                + to);
    }

    static int delete(Statement statement, String table, long from, long to) throws SQLException {
        return statement.executeUpdate("DELETE FROM public." + table + " WHERE id BETWEEN " + from + " AND " + to);
    }
}
