package io.tributary.tests.workload;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * One application that writes to the tables. Workers own disjoint keys, so each knows in which order its changes were
 * made; what it does follows from its seed alone.
 */
final class Worker {

    private static final int MOST_ROWS = 120;

    private final Connection connection;
    private final WorkerKeys keys;
    private final SplittableRandom random;
    private final Ledger ledger;
    private final CurrentTables tables;
    private final boolean truncates;
    private final Map<String, LiveRows> rows = new HashMap<>();

    /**
     * @param truncates whether this worker alone owns the table that is emptied now and then
     */
    Worker(
            Connection connection,
            WorkerKeys keys,
            SplittableRandom random,
            Ledger ledger,
            CurrentTables tables,
            boolean truncates)
            throws SQLException {
        this.connection = connection;
        this.keys = keys;
        this.random = random;
        this.ledger = ledger;
        this.tables = tables;
        this.truncates = truncates;
        connection.setAutoCommit(false);
    }

    /** Something to do inside a transaction. */
    @FunctionalInterface
    interface Step {
        void run() throws SQLException;
    }

    /**
     * One transaction of one to six changes; one in ten is rolled back.
     *
     * @param beforeEnd runs when all is done but nothing is committed
     */
    void transaction(Step beforeEnd) throws SQLException {
        transaction(random.nextInt(1, 7), random.nextInt(10) > 0, beforeEnd);
    }

    /** One transaction of so many changes that is committed. */
    void committed(int changes, Step beforeEnd) throws SQLException {
        transaction(changes, true, beforeEnd);
    }

    private void transaction(int changes, boolean commit, Step beforeEnd) throws SQLException {
        OpenTransaction transaction = new OpenTransaction(ledger);
        for (int i = 0; i < changes; i++) {
            boolean regret = random.nextInt(20) == 0;
            int before = transaction.size();
            Savepoint savepoint = regret ? connection.setSavepoint() : null;
            change(transaction);
            if (regret) {
                connection.rollback(savepoint);
                transaction.rollBackTo(before);
            }
        }
        beforeEnd.run();
        if (commit) {
            connection.commit();
            transaction.committed();
        } else {
            connection.rollback();
            transaction.rollBackTo(0);
        }
    }

    private void change(OpenTransaction transaction) throws SQLException {
        Table table = tables.any(random, truncates);
        LiveRows live = live(table);
        int die = random.nextInt(100);
        if (truncates && table.name().equals(Tables.TRUNCATED.name()) && die < 4) {
            truncate(transaction, table);
        } else if (live.size() == 0 || (die < 35 && live.size() < MOST_ROWS)) {
            insert(transaction, table, newKey(table));
        } else {
            List<String> key = live.any(random).orElseThrow();
            if (die < 75) {
                update(transaction, table, key);
            } else if (die < 90 || !table.keyDeclared()) {
                delete(transaction, table, key);
            } else if (die < 97) {
                move(transaction, table, key, newKey(table));
            } else {
                delete(transaction, table, key);
                insert(transaction, table, key);
                update(transaction, table, key);
            }
        }
    }

    private void insert(OpenTransaction transaction, Table table, List<String> key) throws SQLException {
        long changeId = keys.next();
        List<Column> columns = table.keyAndColumns();
        List<String> values = new ArrayList<>(key);
        values.add(Long.toString(changeId));
        table.columns().forEach(column -> values.add(value(column)));
        String sql = "INSERT INTO " + table.quoted() + " ("
                + columns.stream().map(Column::quoted).collect(Collectors.joining(", ")) + ") VALUES ("
                + columns.stream().map(column -> "?::" + column.type().ddl()).collect(Collectors.joining(", ")) + ")";
        execute(sql, values);
        LiveRows live = live(table);
        live.add(key);
        transaction.add(table, text(key), new Change("c", changeId), () -> live.remove(key));
    }

    private void update(OpenTransaction transaction, Table table, List<String> key) throws SQLException {
        long changeId = keys.next();
        List<Column> changed = someOf(table.columns());
        List<String> values = new ArrayList<>();
        values.add(Long.toString(changeId));
        changed.forEach(column -> values.add(value(column)));
        values.addAll(key);
        execute("UPDATE " + table.quoted() + " SET " + assignments(changed) + " WHERE " + keyCondition(table), values);
        transaction.add(table, text(key), new Change("u", changeId), () -> {});
    }

    /** Gives a row another key: for the lake, one row ends and another begins. */
    private void move(OpenTransaction transaction, Table table, List<String> from, List<String> to)
            throws SQLException {
        long changeId = keys.next();
        List<Column> changed = random.nextBoolean() ? List.of() : someOf(table.columns());
        List<String> values = new ArrayList<>();
        values.add(Long.toString(changeId));
        changed.forEach(column -> values.add(value(column)));
        values.addAll(to);
        values.addAll(from);
        String newKey = table.key().stream()
                .map(column -> ", " + column.quoted() + " = ?::" + column.type().ddl())
                .collect(Collectors.joining());
        execute(
                "UPDATE " + table.quoted() + " SET " + assignments(changed) + newKey + " WHERE " + keyCondition(table),
                values);
        LiveRows live = live(table);
        live.remove(from);
        live.add(to);
        transaction.add(table, text(from), new Change("d", null), () -> live.add(from));
        transaction.add(table, text(to), new Change("c", changeId), () -> live.remove(to));
    }

    private void delete(OpenTransaction transaction, Table table, List<String> key) throws SQLException {
        execute("DELETE FROM " + table.quoted() + " WHERE " + keyCondition(table), key);
        LiveRows live = live(table);
        live.remove(key);
        transaction.add(table, text(key), new Change("d", null), () -> live.add(key));
    }

    private void truncate(OpenTransaction transaction, Table table) throws SQLException {
        if (aSlotIsBeingMade()) {
            // Postgres may make a slot then that nobody can read: CapturedAnewIT.
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("TRUNCATE " + table.quoted());
        }
        LiveRows live = live(table);
        transaction.add(table, null, null, () -> {});
        for (List<String> key : live.all()) {
            live.remove(key);
            transaction.add(table, text(key), new Change(Change.TRUNCATE, null), () -> live.add(key));
        }
    }

    /** The transaction has its id before it looks, so a slot that is made later waits for it. */
    private boolean aSlotIsBeingMade() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_current_xact_id()");
            try (ResultSet row = statement.executeQuery(
                    "SELECT EXISTS (SELECT FROM pg_replication_slots WHERE confirmed_flush_lsn IS NULL)")) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private List<String> newKey(Table table) {
        LiveRows live = live(table);
        if (random.nextInt(3) == 0 && live.anyGone(random).isPresent()) {
            return live.anyGone(random).orElseThrow();
        }
        List<String> key = keys.newKey(table, random);
        return live.contains(key) ? newKey(table) : key;
    }

    private List<Column> someOf(List<Column> columns) {
        List<Column> some = new ArrayList<>(columns);
        Collections.shuffle(some, new java.util.Random(random.nextLong()));
        return List.copyOf(some.subList(0, random.nextInt(columns.size() + 1)));
    }

    private String value(Column column) {
        return random.nextInt(7) == 0 ? null : column.type().values().apply(random);
    }

    private LiveRows live(Table table) {
        return rows.computeIfAbsent(table.quoted(), name -> new LiveRows());
    }

    private void execute(String sql, List<String> values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setString(i + 1, values.get(i));
            }
            int touched = statement.executeUpdate();
            if (touched != 1) {
                throw new IllegalStateException(touched + " rows instead of one: " + sql + " " + values);
            }
        }
    }

    private static String assignments(List<Column> columns) {
        return Table.CHANGE_ID + " = ?::bigint"
                + columns.stream()
                        .map(column -> ", " + column.quoted() + " = ?::"
                                + column.type().ddl())
                        .collect(Collectors.joining());
    }

    private static String keyCondition(Table table) {
        return table.key().stream()
                .map(column -> column.quoted() + " = ?::" + column.type().ddl())
                .collect(Collectors.joining(" AND "));
    }

    private static String text(List<String> key) {
        return String.join("|", key);
    }
}
