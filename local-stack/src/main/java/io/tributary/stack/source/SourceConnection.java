package io.tributary.stack.source;

import io.tributary.stack.config.PostgresSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/** Opens connections to a source for Tributary's own statements. */
final class SourceConnection {

    private static final String CONNECT_SECONDS = "10";
    private static final String READ_SECONDS = "60";
    /** Nobody else's statements may queue for long behind one of ours that waits for a lock. */
    private static final String LOCK_TIMEOUT = "2s";

    private SourceConnection() {}

    /**
     * Connects.
     *
     * @throws SourceException if that fails; its finding says what the user can do
     */
    static Connection open(PostgresSource source) {
        Properties properties = new Properties();
        properties.setProperty("user", source.user());
        if (!source.password().reveal().isEmpty()) {
            properties.setProperty("password", source.password().reveal());
        }
        properties.setProperty("ApplicationName", "tributary");
        properties.setProperty("connectTimeout", CONNECT_SECONDS);
        properties.setProperty("loginTimeout", CONNECT_SECONDS);
        properties.setProperty("socketTimeout", READ_SECONDS);
        properties.setProperty("tcpKeepAlive", "true");
        try {
            Connection connection = DriverManager.getConnection(source.jdbcUrl(), properties);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET lock_timeout = '" + LOCK_TIMEOUT + "'; SET standard_conforming_strings = on");
            }
            return connection;
        } catch (SQLException e) {
            throw new SourceException(List.of(ConnectionFailure.of(source, e)), e);
        }
    }
}
