package io.tributary.stack.config;

import io.tributary.schemas.naming.Dataset;
import io.tributary.stack.layout.ProcessName;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code sources}. */
final class SourcesSection {

    private static final String POSTGRES = "postgres";
    private static final List<String> LATER = List.of("tmdb", "files");

    private final Path folder;

    SourcesSection(Path folder) {
        this.folder = folder;
    }

    Map<String, SourceConfig> read(Section sources) {
        Map<String, SourceConfig> read = new LinkedHashMap<>();
        for (String name : sources.keys()) {
            if (!Dataset.SOURCE_NAME.matcher(name).matches()) {
                throw sources.problem(
                        name,
                        "a source's name is made of lower-case letters, digits and underscores, begins with a letter and"
                                + " has at most 31 characters");
            }
            if (ProcessName.ofLabel(name).isPresent()) {
                throw sources.problem(
                        name, "this name belongs to a process of the stack; choose another for the source");
            }
            read.put(name, source(name, sources.section(name)));
        }
        return read;
    }

    private SourceConfig source(String name, Section section) {
        String type = section.requiredText("type", POSTGRES);
        if (LATER.contains(type)) {
            throw section.problem("type", "sources of type '" + type + "' are not available yet; known: " + POSTGRES);
        }
        if (!type.equals(POSTGRES)) {
            String hint = Spelling.closest(type, List.of(POSTGRES))
                    .map(close -> "; did you mean '" + close + "'?")
                    .orElse("");
            throw section.problem(
                    "type",
                    "'" + type + "' is not a type of source; known: " + POSTGRES + " (later: "
                            + String.join(", ", LATER) + ")" + hint);
        }
        return postgres(name, section);
    }

    private PostgresSource postgres(String name, Section section) {
        section.allowOnly(List.of("type", "host", "port", "database", "user", "password", "tls", "tables", "exclude"));
        Section tls = section.section("tls");
        tls.allowOnly(List.of("mode", "root-certificate"));
        TlsMode mode = tls.parsed("mode", SourcesSection::tlsMode, "one of " + tlsModes())
                .orElse(TlsMode.PREFER);
        String expected = "a table pattern such as public.orders, public.* or sales.order_*";
        List<TablePattern> tables = section.list("tables", TablePattern::parse, expected);
        return new PostgresSource(
                name,
                section.requiredText("host", "db.example.org"),
                section.port("port").orElse(PostgresSource.DEFAULT_PORT),
                section.requiredText("database", "shop"),
                section.requiredText("user", "tributary"),
                section.requiredSecret(
                        "password", "\"${env:" + name.toUpperCase(java.util.Locale.ROOT) + "_PASSWORD}\""),
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
