package io.tributary.tests.workload;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Compares a silver table with its table in Postgres: names and order of the columns, then row by row. */
final class SilverCheck {

    private static final List<String> OWN_COLUMNS = List.of("_source_ts", "_ordering", "_op");
    private static final int MOST = 10;

    private final Table table;
    private final String lakeTable;
    private final List<Column> columns;
    private final List<String> differences = new ArrayList<>();

    SilverCheck(Table table, String source) {
        this.table = table;
        this.lakeTable = "lake_silver." + table.lakeTable(source);
        this.columns = table.keyAndColumns();
    }

    /** At most {@value #MOST} lines, each one difference; empty if there are none. */
    List<String> differences(Connection postgres, Lake lake) throws SQLException {
        compareColumns(lake);
        if (differences.isEmpty()) {
            compareRows(rowsOf(postgres), rowsOf(lake));
        }
        return differences;
    }

    private void compareColumns(Lake lake) {
        List<String> expected =
                new ArrayList<>(columns.stream().map(Column::lakeName).toList());
        expected.addAll(OWN_COLUMNS);
        List<String> actual = lake.query("DESCRIBE TABLE " + lakeTable).stream()
                .map(row -> row.get("col_name"))
                .takeWhile(name -> name != null && !name.startsWith("#") && !name.isBlank())
                .filter(name -> !name.startsWith("_hoodie_"))
                .toList();
        if (!actual.equals(expected)) {
            differences.add(lakeTable + ": columns are " + actual + ", expected " + expected);
        }
    }

    private void compareRows(Map<String, List<String>> expected, Map<String, List<String>> actual) {
        expected.forEach((key, row) -> {
            if (!actual.containsKey(key)) {
                add("row " + key + " is in Postgres only: " + row);
            } else {
                compareValues(key, row, actual.get(key));
            }
        });
        actual.forEach((key, row) -> {
            if (!expected.containsKey(key)) {
                add("row " + key + " is in the lake only: " + row);
            }
        });
    }

    private void compareValues(String key, List<String> expected, List<String> actual) {
        for (int i = 0; i < expected.size(); i++) {
            if (!Objects.equals(expected.get(i), actual.get(i))) {
                Column column = columns.get(i);
                add("row " + key + ", column " + column.name() + " ("
                        + column.type().ddl() + "): Postgres " + quoted(expected.get(i)) + ", lake "
                        + quoted(actual.get(i)));
            }
        }
    }

    private void add(String difference) {
        if (differences.size() < MOST) {
            differences.add(lakeTable + ": " + difference);
        }
    }

    private Map<String, List<String>> rowsOf(Connection postgres) throws SQLException {
        try (Statement statement = postgres.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("SET IntervalStyle = 'iso_8601'");
            statement.execute("SET bytea_output = 'hex'");
            String expressions = columns.stream()
                    .map(column -> column.type().inPostgres(column.name()))
                    .collect(Collectors.joining(", "));
            Map<String, List<String>> rows = new LinkedHashMap<>();
            try (ResultSet result = statement.executeQuery("SELECT " + expressions + " FROM " + table.quoted())) {
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 0; i < columns.size(); i++) {
                        row.add(canonical(i, result.getString(i + 1)));
                    }
                    rows.put(keyOf(row), row);
                }
            }
            return rows;
        }
    }

    private Map<String, List<String>> rowsOf(Lake lake) {
        String expressions = IntStream.range(0, columns.size())
                .mapToObj(i -> columns.get(i).type().inLake(columns.get(i).lakeName()) + " AS c" + i)
                .collect(Collectors.joining(", "));
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (Map<String, String> values : lake.query("SELECT " + expressions + " FROM " + lakeTable)) {
            List<String> row = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                row.add(canonical(i, values.get("c" + i)));
            }
            if (rows.put(keyOf(row), row) != null) {
                add("row " + keyOf(row) + " is there twice");
            }
        }
        return rows;
    }

    private String canonical(int column, String text) {
        try {
            return text == null ? null : columns.get(column).type().canonical().apply(text);
        } catch (RuntimeException e) {
            return "not comparable: " + text;
        }
    }

    private String keyOf(List<String> row) {
        return String.join("|", row.subList(0, table.key().size()));
    }

    private static String quoted(String text) {
        return text == null ? "null" : "'" + text + "'";
    }
}
