package io.tributary.stack.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes and fills the tables, in one transaction: they are all there with all their rows, or none is. */
final class ShopLoader {

    private static final Logger LOG = LoggerFactory.getLogger(ShopLoader.class);
    private static final int CHUNK_CHARS = 1 << 18;
    /** Any number, as long as every loader uses the same: it makes a second loader wait for the first. */
    private static final long LOCK = 7_410_273;

    private final ShopHistory history;
    private final LoadProgress progress;
    private long done;

    ShopLoader(ShopHistory history, LoadProgress progress) {
        this.history = history;
        this.progress = progress;
    }

    /**
     * Fills the shop unless it is there already.
     *
     * @return rows written; 0 if the shop was there
     */
    long load(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
            if (exists(statement)) {
                connection.rollback();
                return 0;
            }
            statement.execute(resource("shop.sql"));
            for (ShopTable table : ShopTable.values()) {
                copy(connection, table);
            }
            connection.commit();
            statement.execute("ANALYZE");
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        }
        LOG.info("sample shop loaded, {} rows", done);
        return done;
    }

    private static boolean exists(Statement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery(
                "SELECT to_regclass('public.orders') IS NOT NULL AND to_regclass('public.geolocation') IS NOT NULL")) {
            result.next();
            return result.getBoolean(1);
        }
    }

    private void copy(Connection connection, ShopTable table) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(table.copyStatement());
        StringBuilder chunk = new StringBuilder(CHUNK_CHARS + 1024);
        Iterator<? extends ShopRow> rows = history.rows(table).iterator();
        while (rows.hasNext()) {
            CopyText.append(chunk, rows.next().values());
            done++;
            if (chunk.length() >= CHUNK_CHARS) {
                send(copy, chunk, table);
            }
        }
        send(copy, chunk, table);
        copy.endCopy();
    }

    private void send(CopyIn copy, StringBuilder chunk, ShopTable table) throws SQLException {
        byte[] bytes = chunk.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        chunk.setLength(0);
        progress.loaded(table.tableName(), done, Math.max(done, history.expectedRows()));
    }

    private static String resource(String name) {
        try (InputStream in = ShopLoader.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The shop's " + name + " cannot be read from the program's own jar", e);
        }
    }
}
