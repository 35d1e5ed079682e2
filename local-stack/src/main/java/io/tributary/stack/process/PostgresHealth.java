package io.tributary.stack.process;

import io.tributary.stack.config.Secret;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.Supplier;

/**
 * Health of the embedded Postgres: a login. The password is asked for at every check, since the first start makes it.
 */
record PostgresHealth(int port, Supplier<Secret> password) implements HealthCheck {

    private static final String CANNOT_CONNECT_NOW = "57P03";

    @Override
    public Health check() {
        Properties properties = new Properties();
        properties.setProperty("user", EmbeddedPostgres.SUPERUSER);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "5");
        properties.setProperty("ApplicationName", "tributary-health");
        try {
            properties.setProperty("password", password.get().reveal());
            String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres?sslmode=disable";
            try (Connection connection = DriverManager.getConnection(url, properties)) {
                return connection.isValid(0)
                        ? new Health.Healthy()
                        : new Health.NotReady("the connection is not valid");
            }
        } catch (SQLException e) {
            return CANNOT_CONNECT_NOW.equals(e.getSQLState())
                    ? new Health.NotReady(e.getMessage())
                    : new Health.Unreachable(e.getMessage());
        }
    }
}
