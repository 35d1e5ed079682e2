package io.tributary.stack.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Sources as a text that {@link TributaryConfig#load} reads, with every reference resolved. It holds passwords and is
 * only for files that nobody else may read.
 */
public final class SourcesText {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private SourcesText() {}

    /** Writes sources as JSON, which is YAML too. */
    public static String of(List<PostgresSource> sources) {
        ObjectNode top = MAPPER.createObjectNode();
        ObjectNode all = top.putObject("sources");
        sources.forEach(source -> write(source, all.putObject(source.name())));
        try {
            return MAPPER.writeValueAsString(top) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree is always writable as JSON", e);
        }
    }

    private static void write(PostgresSource source, ObjectNode node) {
        node.put("type", "postgres");
        node.put("host", literal(source.host()));
        node.put("port", source.port());
        node.put("database", literal(source.database()));
        node.put("user", literal(source.user()));
        node.put("password", literal(source.password().reveal()));
        ObjectNode tls = node.putObject("tls");
        tls.put("mode", source.tls().label());
        source.tlsRootCertificate()
                .ifPresent(file -> tls.put(
                        "root-certificate", literal(file.toAbsolutePath().toString())));
        write(source.tables(), node.putArray("tables"));
        write(source.exclude(), node.putArray("exclude"));
    }

    private static void write(List<TablePattern> patterns, ArrayNode node) {
        patterns.forEach(pattern -> node.add(literal(pattern.toString())));
    }

    private static String literal(String text) {
        return text.replace("${", "$${");
    }
}
