package io.tributary.stack.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A Postgres database whose changes are captured.
 *
 * @param name name of the source
 * @param host host name or address
 * @param port 1 to 65535
 * @param database name of the database
 * @param user the role that captures
 * @param password its password; empty text if the server asks for none
 * @param tls protection of the connection
 * @param tlsRootCertificate PEM file with the authority that signed the server's certificate, for verify-ca and
 *     verify-full
 * @param tables patterns of what is captured, at least one
 * @param exclude patterns of what is not captured even if {@code tables} matches it
 */
public record PostgresSource(
        String name,
        String host,
        int port,
        String database,
        String user,
        Secret password,
        TlsMode tls,
        Optional<Path> tlsRootCertificate,
        List<TablePattern> tables,
        List<TablePattern> exclude)
        implements SourceConfig {

    public static final int DEFAULT_PORT = 5432;

    static final String TYPE = "postgres";

    public PostgresSource {
        requireNonNull(name, "name is null");
        requireNonNull(host, "host is null");
        requireNonNull(database, "database is null");
        requireNonNull(user, "user is null");
        requireNonNull(password, "password is null");
        requireNonNull(tls, "tls is null");
        requireNonNull(tlsRootCertificate, "tlsRootCertificate is null");
        tables = List.copyOf(tables);
        exclude = List.copyOf(exclude);
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public List<Secret> secrets() {
        return password.reveal().isEmpty() ? List.of() : List.of(password);
    }

    /** Whether a table is to be captured. */
    public boolean captures(String schema, String table) {
        return tables.stream().anyMatch(pattern -> pattern.matches(schema, table))
                && exclude.stream().noneMatch(pattern -> pattern.matches(schema, table));
    }

    /** Address without credentials, fit for messages: {@code host:port/database}. */
    public String address() {
        return host + ":" + port + "/" + database;
    }

    /** pgJDBC URL without user and password. */
    public String jdbcUrl() {
        StringBuilder url = new StringBuilder("jdbc:postgresql://");
        url.append(host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host);
        url.append(':').append(port).append('/').append(urlEncoded(database));
        url.append("?sslmode=").append(tls.label());
        tlsRootCertificate.ifPresent(file -> url.append("&sslrootcert=").append(urlEncoded(file.toString())));
        return url.toString();
    }

    private static String urlEncoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }
}
