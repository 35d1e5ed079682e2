package io.tributary.stack.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.stack.config.PostgresSource;
import io.tributary.stack.config.Secret;
import io.tributary.stack.config.TablePattern;
import io.tributary.stack.config.TlsMode;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectionFailureTest {

    @Test
    void aCertificateOfAnotherHostIsNoUnreachableServer() {
        PostgresSource source = new PostgresSource(
                "shop",
                "10.0.0.7",
                5432,
                "shop",
                "tributary",
                Secret.of("secret"),
                TlsMode.VERIFY_FULL,
                Optional.empty(),
                List.of(new TablePattern("public", "*")),
                List.of());
        SQLException failure = new SQLException(
                "The hostname 10.0.0.7 could not be verified by hostnameverifier PgjdbcHostnameVerifier.", "08006");

        Finding finding = ConnectionFailure.of(source, failure);

        assertThat(finding.message())
                .isEqualTo("Postgres at 10.0.0.7:5432/shop: the server's certificate is not for the host '10.0.0.7',"
                        + " which TLS mode verify-full asks for. Give in sources.shop.host a name that is in the"
                        + " certificate, or use sources.shop.tls.mode verify-ca, which does not look at the name");
    }
}
