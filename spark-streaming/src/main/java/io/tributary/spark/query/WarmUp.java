package io.tributary.spark.query;

import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the first statements before a user does: classes are loaded and connections made by then. What needs a table
 * waits in the background until the lake has one.
 */
final class WarmUp implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final long PERIOD_MILLIS = 1000;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String WITHOUT_TABLE = "SELECT count(*), max(id) FROM range(10) WHERE id > 1 GROUP BY id % 2";

    private final QueryEngine engine;
    private final QueryWatch watch;
    private final LakeFolders folders;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "warm-up");
        thread.setDaemon(true);
        return thread;
    });

    WarmUp(QueryEngine engine, QueryWatch watch, LakeFolders folders) {
        this.engine = engine;
        this.watch = watch;
        this.folders = folders;
    }

    /** Warms what needs no table; the rest follows in the background. */
    void run() {
        statement(WITHOUT_TABLE);
        clock.scheduleWithFixedDelay(this::tryAgain, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tryAgain() {
        if (tryTable()) {
            clock.shutdown();
        }
    }

    /** Runs statements against a table; false if the lake has none yet or cannot be read. */
    boolean tryTable() {
        try {
            Optional<String> table = folders.databases().stream()
                    .sorted(Comparator.comparing(database -> !database.equals(folders.defaultDatabase())))
                    .flatMap(database -> folders.tables(database).stream().map(name -> database + ".`" + name + "`"))
                    .findFirst();
            if (table.isEmpty()) {
                return false;
            }
            long start = System.nanoTime();
            statement("SHOW TABLES");
            statement("SELECT * FROM " + table.get() + " LIMIT 1");
            statement("SELECT _hoodie_partition_path, count(*) FROM (SELECT _hoodie_partition_path FROM " + table.get()
                    + " LIMIT 100) GROUP BY 1 ORDER BY 2 DESC, 1");
            LOG.info("warm table={} ms={}", table.get(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
            return true;
        } catch (RuntimeException e) {
            // Not ready yet, or the store is down: a statement of a user gets the same error as its answer.
            LOG.info("warm-up waits reason={}", ReadableError.of(e).message());
            return false;
        }
    }

    private void statement(String sql) {
        RunningQuery query = new RunningQuery(ClientSocket.NONE, LIMIT);
        watch.add(query);
        try (Writer out = Writer.nullWriter()) {
            engine.run(sql, query, ResultFormat.TABLE.sink(out, 1));
        } catch (IOException e) {
            throw new IllegalStateException("A writer to nowhere failed", e);
        } finally {
            watch.remove(query);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
