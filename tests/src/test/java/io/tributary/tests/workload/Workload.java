package io.tributary.tests.workload;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Several workers on one database, and the ledger of what they committed. */
public final class Workload implements AutoCloseable {

    /** Where connections come from. */
    @FunctionalInterface
    public interface Database {
        Connection connect() throws SQLException;
    }

    private static final int WORKERS = 3;
    private static final int ROWS_TO_STRADDLE = 12;
    private static final Duration LONG_TRANSACTION = Duration.ofMillis(400);

    private final Database database;
    private final Ledger ledger = new Ledger();
    private final CurrentTables tables;
    private final List<Connection> connections = new ArrayList<>();
    private final List<Worker> workers = new ArrayList<>();
    private final Worker straddling;
    private final ExecutorService threads = Executors.newFixedThreadPool(WORKERS);
    private final List<Future<?>> running = new ArrayList<>();
    private volatile boolean stopping;

    /**
     * Makes the tables and the workers.
     *
     * @param seed what the workers do follows from it
     */
    public static Workload onAllTables(Database database, long seed) throws SQLException {
        return new Workload(database, Tables.ALL, seed);
    }

    /** The same on a few tables, each of which costs the lake a commit every few seconds. */
    public static Workload onFewTables(Database database, long seed) throws SQLException {
        return new Workload(database, Tables.FEW, seed);
    }

    private Workload(Database database, List<Table> tables, long seed) throws SQLException {
        this.database = database;
        this.tables = new CurrentTables(tables);
        createTables();
        SplittableRandom seeds = new SplittableRandom(seed);
        for (int number = 0; number < WORKERS; number++) {
            workers.add(worker(number, seeds.split()));
        }
        this.straddling = worker(WORKERS, seeds.split());
        straddling.committed(ROWS_TO_STRADDLE, () -> {});
    }

    private Worker worker(int number, SplittableRandom random) throws SQLException {
        Connection connection = database.connect();
        connections.add(connection);
        return new Worker(connection, new WorkerKeys(number, WORKERS + 1), random, ledger, tables, number == 0);
    }

    /** Begins a transaction, with rows of its own, that stays open until a replication slot is being made. */
    public Straddler straddle() throws SQLException {
        Straddler straddler = new Straddler(straddling, database.connect());
        straddler.start();
        return straddler;
    }

    /** From now on changes may be in the first snapshot or in the stream. */
    public void captureBegins() {
        ledger.captureBegins();
    }

    /** What reads the first snapshot is about to be killed, so that it starts again. */
    public void snapshotIsCutOff() {
        ledger.cutOffSnapshot();
    }

    /** From now on changes are streamed. The workers must not be running. */
    public void captureIsComplete() {
        if (!running.isEmpty()) {
            throw new IllegalStateException("The workers are still running");
        }
        ledger.captureIsComplete();
    }

    /** Every worker does so many transactions, as fast as it can. */
    public void run(int transactions) throws SQLException {
        start(transactions, Duration.ZERO);
        await();
    }

    /** The workers begin to work until {@link #stop}, some of their transactions being long. */
    public void start(Duration pauseBetweenTransactions) {
        start(Integer.MAX_VALUE, pauseBetweenTransactions);
    }

    /** The workers begin to do so many transactions each; {@link #await} waits for the end. */
    public void start(int transactions, Duration pause) {
        stopping = false;
        for (Worker worker : workers) {
            int[] done = {0};
            running.add(threads.submit(() -> {
                work(worker, pause, () -> !stopping && done[0]++ < transactions);
                return null;
            }));
        }
    }

    /** Waits until the workers have ended their current transactions. */
    public void stop() throws SQLException {
        stopping = true;
        await();
    }

    public void await() throws SQLException {
        for (Future<?> worker : running) {
            result(worker, "A worker");
        }
        running.clear();
    }

    private static <T> T result(Future<T> task, String name) throws SQLException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new SQLException(name + " failed: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("Interrupted while waiting for the workload", e);
        }
    }

    /** Adds the next column to the table that evolves. The workers may be running. */
    public void addColumn() throws SQLException {
        Table evolving = tables.named(Tables.EVOLVING.name());
        Column added = Tables.ADDED.get(
                evolving.columns().size() - Tables.EVOLVING.columns().size());
        execute("ALTER TABLE " + evolving.quoted() + " ADD COLUMN " + added.definition());
        tables.replace(evolving.with(added));
    }

    /** Changes in the ledger. */
    public int changes() {
        return ledger.size();
    }

    /** Tells how the lake differs from the database and the ledger; empty if it does not. The workers must not be running. */
    public List<String> differences(String source, Lake lake) throws SQLException {
        List<Future<List<String>>> checks = new ArrayList<>();
        for (Table table : tables.all()) {
            if (table.inSilver()) {
                checks.add(threads.submit(() -> silverDifferences(table, source, lake)));
            }
            if (table.inBronze()) {
                checks.add(threads.submit(() -> new BronzeCheck(table, source, ledger).differences(lake)));
            }
        }
        List<String> differences = new ArrayList<>();
        for (Future<List<String>> check : checks) {
            differences.addAll(result(check, "A comparison"));
        }
        return differences;
    }

    private List<String> silverDifferences(Table table, String source, Lake lake) throws SQLException {
        try (Connection connection = database.connect()) {
            return new SilverCheck(table, source).differences(connection, lake);
        }
    }

    /** The tables that must be in silver, by their name there. */
    public List<String> silverTables(String source) {
        return tables.all().stream()
                .filter(Table::inSilver)
                .map(table -> table.lakeTable(source))
                .toList();
    }

    /** The tables that must be in bronze, by their name there. */
    public List<String> bronzeTables(String source) {
        return tables.all().stream()
                .filter(Table::inBronze)
                .map(table -> table.lakeTable(source))
                .toList();
    }

    @Override
    public void close() throws SQLException {
        stopping = true;
        threads.shutdown();
        for (Connection connection : connections) {
            connection.close();
        }
    }

    private void work(Worker worker, Duration pause, BooleanSupplier more) throws SQLException {
        int number = 0;
        while (more.getAsBoolean()) {
            boolean slow = !pause.isZero() && ++number % 10 == 0;
            worker.transaction(() -> LockSupport.parkNanos(slow ? LONG_TRANSACTION.toNanos() : 0));
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    private void createTables() throws SQLException {
        execute(Tables.PREPARATION);
        for (Table table : tables.all()) {
            for (String statement : table.ddl()) {
                execute(statement);
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
