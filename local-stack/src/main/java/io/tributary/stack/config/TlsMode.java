package io.tributary.stack.config;

import java.util.Locale;

/** How a connection to Postgres is protected; the names and meanings are those of libpq's {@code sslmode}. */
public enum TlsMode {
    DISABLE,
    PREFER,
    REQUIRE,
    VERIFY_CA,
    VERIFY_FULL;

    /** The name in libpq, pgJDBC and Debezium, for instance {@code verify-full}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
