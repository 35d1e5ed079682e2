package io.tributary.stack.source;

import io.tributary.stack.config.PostgresSource;
import io.tributary.stack.source.Finding.Rule;
import java.net.UnknownHostException;
import java.sql.SQLException;
import javax.net.ssl.SSLException;

/** What a failed attempt to connect means for the user. */
final class ConnectionFailure {

    /** The driver tells a certificate of another host by its message only; the words around this name are translated. */
    private static final String HOSTNAME_VERIFIER = "PgjdbcHostnameVerifier";

    private ConnectionFailure() {}

    static Finding of(PostgresSource source, SQLException failure) {
        String where = "Postgres at " + source.address();
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        String key = "sources." + source.name() + ".";
        if (failure.getMessage().contains(HOSTNAME_VERIFIER)) {
            return new Finding(
                    Rule.TLS_FAILED,
                    where,
                    "the server's certificate is not for the host '" + source.host() + "', which TLS mode "
                            + source.tls().label() + " asks for",
                    "Give in " + key + "host a name that is in the certificate, or use " + key
                            + "tls.mode verify-ca, which does not look at the name");
        }
        if (has(failure, SSLException.class)
                || state.startsWith("08") && failure.getMessage().contains("SSL")) {
            return new Finding(
                    Rule.TLS_FAILED,
                    where,
                    "no TLS connection with mode " + source.tls().label() + ": " + message(failure),
                    "Check " + key + "tls: the mode the server offers, and the root certificate that signed its"
                            + " certificate");
        }
        return switch (state) {
            case "28P01" ->
                new Finding(
                        Rule.LOGIN_REFUSED,
                        where,
                        "the password of role '" + source.user() + "' is wrong, or there is no such role",
                        "Check " + key + "user and " + key + "password");
            case "28000" ->
                new Finding(
                        Rule.LOGIN_REFUSED,
                        where,
                        "the server does not let the role '" + source.user() + "' in: " + message(failure),
                        "Check that the role exists with LOGIN, and that pg_hba.conf lets it in from this machine");
            case "3D000" ->
                new Finding(
                        Rule.DATABASE_MISSING,
                        where,
                        "there is no database '" + source.database() + "'",
                        "Check " + key + "database");
            case "08001", "08004", "08006" ->
                new Finding(
                        Rule.SERVER_UNREACHABLE,
                        where,
                        has(failure, UnknownHostException.class)
                                ? "the host name '" + source.host() + "' is not known"
                                : "the server does not answer: " + message(failure),
                        "Check " + key + "host and " + key
                                + "port, that the server runs, and that no firewall is between");
            default ->
                new Finding(
                        Rule.SERVER_REFUSED,
                        where,
                        message(failure) + (state.isEmpty() ? "" : " (SQLSTATE " + state + ")"),
                        "See the server's log");
        };
    }

    /** The driver's or server's words in one line. Neither puts the password into them. */
    static String message(SQLException failure) {
        return failure.getMessage().replaceAll("\\s*\\R\\s*", " ").strip().replaceAll("\\.+$", "");
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return true;
            }
        }
        return false;
    }
}
