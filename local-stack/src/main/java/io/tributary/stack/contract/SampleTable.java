package io.tributary.stack.contract;

import io.tributary.schemas.contract.draft.ContractDraft;
import io.tributary.schemas.contract.draft.TableSample;
import io.tributary.schemas.naming.Dataset;
import io.tributary.stack.config.PostgresSource;
import io.tributary.stack.layout.StackException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Reads the columns of a table from its database. */
public final class SampleTable {

    private static final String CONNECT_SECONDS = "10";
    private static final String READ_SECONDS = "60";

    private SampleTable() {}

    /**
     * A draft for a table.
     *
     * @throws StackException if the database cannot be asked, or has no table for the dataset
     */
    public static ContractDraft draft(Dataset dataset, PostgresSource source) {
        Properties properties = new Properties();
        properties.setProperty("user", source.user());
        if (!source.password().reveal().isEmpty()) {
            properties.setProperty("password", source.password().reveal());
        }
        properties.setProperty("ApplicationName", "tributary");
        properties.setProperty("connectTimeout", CONNECT_SECONDS);
        properties.setProperty("socketTimeout", READ_SECONDS);
        try (Connection connection = DriverManager.getConnection(source.jdbcUrl(), properties)) {
            return draft(dataset, connection.getMetaData());
        } catch (SQLException e) {
            throw new StackException(
                    "The columns of " + dataset.name() + " cannot be read from " + source.address() + ": "
                            + e.getMessage(),
                    e);
        }
    }

    private static ContractDraft draft(Dataset dataset, DatabaseMetaData database) throws SQLException {
        List<Table> tables = tables(dataset, database);
        // Two names can become one dataset; the table that is called as the dataset is meant then.
        Table table = tables.stream()
                .filter(candidate -> candidate.isCalled(dataset))
                .findFirst()
                .or(() -> tables.stream().findFirst())
                .orElseThrow(() -> new StackException("The database has no table for the dataset " + dataset.name()
                        + "; tables of the schema public go by their name, others by <schema>_<table>"));
        return TableSample.draft(dataset, columns(database, table.schema(), table.name()));
    }

    private record Table(String schema, String name) {

        boolean isCalled(Dataset dataset) {
            return dataset.name().equals(name) || dataset.name().equals(schema + "_" + name);
        }
    }

    private static List<Table> tables(Dataset dataset, DatabaseMetaData database) throws SQLException {
        List<Table> tables = new ArrayList<>();
        try (ResultSet row = database.getTables(null, null, "%", new String[] {"TABLE", "PARTITIONED TABLE"})) {
            while (row.next()) {
                Table table = new Table(row.getString("TABLE_SCHEM"), row.getString("TABLE_NAME"));
                if (Dataset.ofPostgres(dataset.source(), table.schema(), table.name())
                        .equals(dataset)) {
                    tables.add(table);
                }
            }
        }
        return tables;
    }

    private static List<TableSample.Column> columns(DatabaseMetaData database, String schema, String table)
            throws SQLException {
        Map<String, Integer> key = new HashMap<>();
        try (ResultSet row = database.getPrimaryKeys(null, schema, table)) {
            while (row.next()) {
                key.put(row.getString("COLUMN_NAME"), row.getInt("KEY_SEQ"));
            }
        }
        List<TableSample.Column> columns = new ArrayList<>();
        // Names are patterns here: an underscore would match any character.
        String escape = database.getSearchStringEscape();
        try (ResultSet row = database.getColumns(null, pattern(schema, escape), pattern(table, escape), "%")) {
            while (row.next()) {
                String name = row.getString("COLUMN_NAME");
                columns.add(new TableSample.Column(
                        name,
                        row.getString("TYPE_NAME"),
                        row.getInt("COLUMN_SIZE"),
                        row.getInt("DECIMAL_DIGITS"),
                        row.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls,
                        key.getOrDefault(name, 0),
                        row.getString("REMARKS")));
            }
        }
        return columns;
    }

    private static String pattern(String name, String escape) {
        return name.replace(escape, escape + escape).replace("_", escape + "_").replace("%", escape + "%");
    }
}
