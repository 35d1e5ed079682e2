package io.tributary.stack.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PostgresSourceTest {

    @Test
    void theUrlHoldsNoCredentials() {
        assertThat(source("db", TlsMode.VERIFY_FULL, Optional.of(Path.of("/a b.pem")))
                        .jdbcUrl())
                .isEqualTo("jdbc:postgresql://db:5432/my+shop?sslmode=verify-full&sslrootcert=%2Fa+b.pem");
    }

    @Test
    void anAddressOfVersionSixIsPutInBrackets() {
        assertThat(source("::1", TlsMode.DISABLE, Optional.empty()).jdbcUrl())
                .isEqualTo("jdbc:postgresql://[::1]:5432/my+shop?sslmode=disable");
    }

    private static PostgresSource source(String host, TlsMode tls, Optional<Path> certificate) {
        return new PostgresSource(
                "shop", host, 5432, "my shop", "user", Secret.of("secret"), tls, certificate, List.of(), List.of());
    }
}
