package io.tributary.tests.workload;

import io.tributary.schemas.naming.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table of the workload. Beside its columns each has {@value #CHANGE_ID}, which names the change that wrote the row.
 *
 * @param schema its schema
 * @param name its name
 * @param key the columns of the key, in key order
 * @param keyDeclared whether Postgres knows of the key; the workload keeps it in any case
 * @param fullIdentity whether the whole old row is in the log
 * @param columns the others
 */
record Table(
        String schema, String name, List<Column> key, boolean keyDeclared, boolean fullIdentity, List<Column> columns) {

    static final String CHANGE_ID = "change_id";

    static Table keyed(String name, List<Column> key, Column... columns) {
        return new Table("public", name, key, true, false, List.of(columns));
    }

    Table inSchema(String other) {
        return new Table(other, name, key, keyDeclared, fullIdentity, columns);
    }

    Table withFullIdentity() {
        return new Table(schema, name, key, keyDeclared, true, columns);
    }

    Table withoutDeclaredKey() {
        return new Table(schema, name, key, false, fullIdentity, columns);
    }

    Table with(Column added) {
        List<Column> more = new ArrayList<>(columns);
        more.add(added);
        return new Table(schema, name, key, keyDeclared, fullIdentity, List.copyOf(more));
    }

    String quoted() {
        return "\"" + schema + "\".\"" + name + "\"";
    }

    /** Whether the lake is to hold its current state. */
    boolean inSilver() {
        return keyDeclared;
    }

    /** Whether the lake is to hold its changes. */
    boolean inBronze() {
        return keyDeclared || fullIdentity;
    }

    String lakeTable(String source) {
        return Dataset.ofPostgres(source, schema, name).tableName();
    }

    List<Column> keyAndColumns() {
        List<Column> all = new ArrayList<>(key);
        all.add(Column.of(CHANGE_ID, Types.BIGINT));
        all.addAll(columns);
        return all;
    }

    /** The statements that make the table. */
    List<String> ddl() {
        String definitions = keyAndColumns().stream().map(Column::definition).collect(Collectors.joining(",\n  "));
        String primaryKey =
                ",\n  PRIMARY KEY (" + key.stream().map(Column::quoted).collect(Collectors.joining(", ")) + ")";
        List<String> statements = new ArrayList<>();
        statements.add("CREATE SCHEMA IF NOT EXISTS \"" + schema + "\"");
        statements.add("CREATE TABLE " + quoted() + " (\n  " + definitions + (keyDeclared ? primaryKey : "") + ")");
        columns.stream()
                .filter(Column::external)
                .forEach(column -> statements.add(
                        "ALTER TABLE " + quoted() + " ALTER COLUMN " + column.quoted() + " SET STORAGE EXTERNAL"));
        if (fullIdentity) {
            statements.add("ALTER TABLE " + quoted() + " REPLICA IDENTITY FULL");
        }
        return statements;
    }
}
