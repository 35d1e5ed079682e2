package io.tributary.tests.postgres;

import io.tributary.tests.Eventually;
import io.tributary.tests.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A user's database: a server of its own, apart from the stack. */
public final class PostgresServer implements AutoCloseable {

    public static final String USER = "postgres";
    public static final String PASSWORD = "correct horse \"battery' $taple\\";
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    private final Path folder;
    private final int port;
    private final Process server;

    private PostgresServer(Path folder, int port, Process server) {
        this.folder = folder;
        this.port = port;
        this.server = server;
    }

    /**
     * Makes a cluster in a folder and starts it.
     *
     * @param settings server settings, such as {@code wal_level}
     */
    public static PostgresServer start(Path folder, Map<String, String> settings) throws IOException {
        Path binaries = PostgresBinaries.folder();
        Path data = folder.resolve("data");
        Path password = folder.resolve("password");
        Files.writeString(password, PASSWORD);
        run(
                folder,
                asOwner(
                        binaries.resolve("bin/initdb").toString(),
                        "--pgdata=" + data,
                        "--username=" + USER,
                        "--auth=scram-sha-256",
                        "--pwfile=" + password,
                        "--encoding=UTF8",
                        "--locale=C.UTF-8",
                        "--no-sync"));
        int port = FreePorts.next();
        List<String> command = asOwner(binaries.resolve("bin/postgres").toString(), "-D", data.toString());
        command.addAll(List.of("-p", Integer.toString(port), "-k", "", "-c", "listen_addresses=127.0.0.1"));
        settings.forEach((key, value) -> command.addAll(List.of("-c", key + "=" + value)));
        Process server = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("postgres.log").toFile())
                .start();
        PostgresServer started = new PostgresServer(folder, port, server);
        Runtime.getRuntime().addShutdownHook(new Thread(server::destroyForcibly));
        Eventually.holds("Postgres accepts connections", START_TIMEOUT, started::answers);
        return started;
    }

    public int port() {
        return port;
    }

    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, USER, PASSWORD);
    }

    public void createDatabase(String name) throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE \"" + name + "\"");
        }
    }

    @Override
    public void close() {
        // SIGINT is the fast shutdown; Process.destroy sends SIGTERM, which waits for every client.
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(server.pid()))
                    .start()
                    .waitFor();
            if (!server.waitFor(20, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        } catch (IOException e) {
            server.destroyForcibly();
        } catch (InterruptedException e) {
            server.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private boolean answers() {
        if (!server.isAlive()) {
            throw new IllegalStateException("Postgres ended with " + server.exitValue() + "; see " + folder);
        }
        try (Connection connection = connect("postgres")) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    /** The server refuses to run as root; in a user namespace of its own it does not see that it is. */
    private static List<String> asOwner(String... command) {
        List<String> full = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            full.addAll(List.of("unshare", "-U"));
        }
        full.addAll(List.of(command));
        return full;
    }

    private static void run(Path folder, List<String> command) throws IOException {
        Path log = folder.resolve("initdb.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException("initdb failed: " + Files.readString(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while initdb was running", e);
        }
    }
}
