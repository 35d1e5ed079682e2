package io.tributary.stack.process;

import static java.util.Objects.requireNonNull;

import io.tributary.stack.config.PortRole;
import io.tributary.stack.config.Ports;
import io.tributary.stack.config.PostgresSource;
import io.tributary.stack.config.Secret;
import io.tributary.stack.config.TablePattern;
import io.tributary.stack.config.TlsMode;
import io.tributary.stack.layout.PrivateFile;
import io.tributary.stack.layout.StackException;
import io.tributary.stack.layout.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The database of the embedded Postgres that the sample shop or a test works on, and the role that owns it. The role may
 * log in and replicate, which is all that capturing its own tables needs.
 *
 * @param state where the passwords are kept
 * @param port where the server listens
 * @param database name of the database and of the source that captures it, {@code [a-z][a-z0-9_]*}
 */
public record EmbeddedPostgres(StateDirectory state, int port, String database) {

    static final String SUPERUSER = "postgres";

    /** The role that owns the database. */
    public static final String OWNER = "tributary";

    private static final String LOOPBACK = "127.0.0.1";

    public EmbeddedPostgres {
        requireNonNull(state, "state is null");
        requireNonNull(database, "database is null");
    }

    public static EmbeddedPostgres of(StateDirectory state, Ports ports, String database) {
        return new EmbeddedPostgres(state, ports.of(PortRole.POSTGRES), database);
    }

    /** The database as a source that captures the given tables. */
    public PostgresSource source(List<TablePattern> tables) {
        return new PostgresSource(
                database,
                LOOPBACK,
                port,
                database,
                OWNER,
                password(OWNER),
                TlsMode.DISABLE,
                Optional.empty(),
                tables,
                List.of());
    }

    /** Whether a source is the embedded database of a state directory. */
    public static boolean isOwn(StateDirectory state, PostgresSource source) {
        return source.user().equals(OWNER)
                && source.host().equals(LOOPBACK)
                && read(state.postgresSecrets())
                        .getOrDefault(OWNER, "")
                        .equals(source.password().reveal());
    }

    /** JDBC URL without credentials. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?sslmode=disable";
    }

    public Secret password() {
        return password(OWNER);
    }

    /** Password of the superuser, made at first use. */
    static Secret superuserPassword(StateDirectory state) {
        return new EmbeddedPostgres(state, 0, SUPERUSER).password(SUPERUSER);
    }

    /**
     * Makes the role and the database unless they are there. The server must be running.
     *
     * @throws StackException if the server refuses
     */
    public void provision() {
        Properties login = new Properties();
        login.setProperty("user", SUPERUSER);
        login.setProperty("password", superuserPassword(state).reveal());
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres?sslmode=disable";
        try (Connection connection = DriverManager.getConnection(url, login);
                Statement statement = connection.createStatement()) {
            String role =
                    exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + OWNER + "'") ? "ALTER" : "CREATE";
            statement.execute(role + " ROLE " + OWNER + " LOGIN REPLICATION PASSWORD '"
                    + password(OWNER).reveal() + "'");
            if (!exists(statement, "SELECT 1 FROM pg_database WHERE datname = '" + database + "'")) {
                statement.execute("CREATE DATABASE " + database + " OWNER " + OWNER);
            }
            // By default a schema of the role's name comes first. Tributary makes one for itself, and a table that
            // somebody makes without naming a schema would be in it, and not captured.
            statement.execute("ALTER ROLE " + OWNER + " IN DATABASE " + database + " SET search_path = public");
        } catch (SQLException e) {
            throw new StackException(
                    "The embedded Postgres refuses to make the database '" + database + "': " + e.getMessage()
                            + ". See " + state.logs().resolve("postgres.log"),
                    e);
        }
        PrivateFile.write(
                state.pgpass(),
                "127.0.0.1:" + port + ":*:" + OWNER + ":" + password(OWNER).reveal() + "\n" + "127.0.0.1:" + port
                        + ":*:" + SUPERUSER + ":" + superuserPassword(state).reveal() + "\n");
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            return result.next();
        }
    }

    private Secret password(String role) {
        synchronized (EmbeddedPostgres.class) {
            Map<String, String> passwords = read(state.postgresSecrets());
            if (!passwords.containsKey(role)) {
                passwords.put(role, GeneratedPassword.create().reveal());
                PrivateFile.writeProperties(state.postgresSecrets(), passwords);
            }
            return Secret.of(passwords.get(role));
        }
    }

    private static Map<String, String> read(Path file) {
        Map<String, String> passwords = new LinkedHashMap<>();
        if (Files.exists(file)) {
            Properties properties = new Properties();
            try (var reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new StackException("The file " + file + " cannot be read: " + e, e);
            }
            properties.stringPropertyNames().forEach(key -> passwords.put(key, properties.getProperty(key)));
        }
        return passwords;
    }
}
