package io.tributary.stack.demo;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live sample shop in a Postgres database: {@link #load} fills it once, {@link #start} keeps it moving on a daemon
 * thread of its own until {@link #close}. What the shop does next follows from what is in the database, so a new
 * instance carries on where an old one stopped; when the database goes away, the shop waits for it.
 */
public final class DemoShop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DemoShop.class);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(500);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(15);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);
    private static final long FIRST_EVOLUTION = 600;
    private static final long EVOLUTION_EVERY = 4_000;

    private final String url;
    private final Properties credentials;
    private final DemoSettings settings;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicLong changes = new AtomicLong();
    private final Thread thread;
    private volatile String problem;
    private long nextEvolution = FIRST_EVOLUTION;

    /**
     * Connects to nothing yet.
     *
     * @param url JDBC URL of the database, without credentials
     * @param user a role that may create tables in schema {@code public}
     * @param password its password, never logged
     */
    public DemoShop(String url, String user, String password, DemoSettings settings) {
        this.url = url;
        this.credentials = new Properties();
        credentials.setProperty("user", user);
        credentials.setProperty("password", password);
        credentials.setProperty("ApplicationName", "tributary-demo");
        credentials.setProperty("connectTimeout", "10");
        this.settings = settings;
        this.thread = new Thread(this::run, "demo-shop");
        thread.setDaemon(true);
    }

    /**
     * Makes the nine tables and fills them, unless they are there already.
     *
     * @return rows written; 0 if the shop was there
     * @throws SQLException if the database cannot be reached or refuses; nothing is left half-filled then
     */
    public long load(LoadProgress progress) throws SQLException {
        try (Connection connection = connect("0")) {
            return new ShopLoader(new ShopHistory(settings), progress).load(connection);
        }
    }

    /** Begins the stream of activity. May be called once. */
    public void start() {
        thread.start();
    }

    /** Row changes made by this instance since {@link #start}. */
    public long changes() {
        return changes.get();
    }

    /** Why the shop stands still at present, or empty if it does not. */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** Ends the stream after the transaction that is open. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(CLOSE_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Duration backoff = FIRST_BACKOFF;
        while (!pause(0)) {
            long before = changes.get();
            try (Connection connection = connect("60")) {
                act(connection);
                return;
            } catch (SQLException e) {
                backoff = changes.get() > before ? FIRST_BACKOFF : min(backoff.multipliedBy(2), LONGEST_BACKOFF);
                problem = e.getMessage();
                LOG.warn("sample shop stands still, next try in {} ms: {}", backoff.toMillis(), e.getMessage());
            } catch (RuntimeException e) {
                problem = e.toString();
                LOG.error("sample shop stopped", e);
                return;
            }
            if (pause(backoff.toNanos())) {
                return;
            }
        }
    }

    private void act(Connection connection) throws SQLException {
        SplittableRandom random = new SplittableRandom(settings.seed() ^ System.nanoTime());
        ShopActivity activity = new ShopActivity(connection, random, Clock.systemUTC());
        Pace pace = new Pace(settings.changesPerSecond(), System.nanoTime());
        problem = null;
        long wait = 0;
        while (!pause(wait)) {
            int made = activity.step();
            if (changes.addAndGet(made) >= nextEvolution) {
                nextEvolution += EVOLUTION_EVERY;
                activity.evolve().ifPresent(column -> LOG.info("sample shop: {}", column.alterStatement()));
            }
            wait = pace.after(made, System.nanoTime());
        }
    }

    /** Waits, and answers whether the shop is being closed. */
    private boolean pause(long nanos) {
        try {
            return closing.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private Connection connect(String socketTimeoutSeconds) throws SQLException {
        Properties properties = new Properties();
        credentials.stringPropertyNames().forEach(key -> properties.setProperty(key, credentials.getProperty(key)));
        properties.setProperty("socketTimeout", socketTimeoutSeconds);
        return DriverManager.getConnection(url, properties);
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
