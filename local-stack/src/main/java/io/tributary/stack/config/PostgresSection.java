package io.tributary.stack.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads a source of type {@code postgres}. */
final class PostgresSection {

    private final Path folder;

    /** Reads files that are named relative to this folder. */
    PostgresSection(Path folder) {
        this.folder = folder;
    }

    PostgresSource read(String name, Section section) {
        section.allowOnly(List.of("type", "host", "port", "database", "user", "password", "tls", "tables", "exclude"));
        Section tls = section.section("tls");
        tls.allowOnly(List.of("mode", "root-certificate"));
        TlsMode mode = tls.parsed("mode", PostgresSection::tlsMode, "one of " + tlsModes())
                .orElse(TlsMode.PREFER);
        String expected = "a table pattern such as public.orders, public.* or sales.order_*";
        List<TablePattern> tables = section.list("tables", TablePattern::parse, expected);
        return new PostgresSource(
                name,
                section.requiredText("host", "db.example.org"),
                section.port("port").orElse(PostgresSource.DEFAULT_PORT),
                section.requiredText("database", "shop"),
                section.requiredText("user", "tributary"),
                section.requiredSecret("password", "\"${env:" + name.toUpperCase(Locale.ROOT) + "_PASSWORD}\""),
                mode,
                tls.text("root-certificate").map(folder::resolve),
                tables.isEmpty() ? List.of(new TablePattern("public", "*")) : tables,
                section.list("exclude", TablePattern::parse, expected));
    }

    private static Optional<TlsMode> tlsMode(String text) {
        return Arrays.stream(TlsMode.values())
                .filter(mode -> mode.label().equals(text))
                .findFirst();
    }

    private static String tlsModes() {
        return String.join(
                ", ", Arrays.stream(TlsMode.values()).map(TlsMode::label).toList());
    }
}
