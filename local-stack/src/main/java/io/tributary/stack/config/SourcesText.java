package io.tributary.stack.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;

/**
 * Sources as a text that {@link TributaryConfig#load} reads, with every reference resolved. It holds passwords and is
 * only for files that nobody else may read.
 */
public final class SourcesText {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private SourcesText() {}

    /** Writes sources as JSON, which is YAML too. */
    public static String of(List<? extends SourceConfig> sources) {
        ObjectNode top = MAPPER.createObjectNode();
        ObjectNode all = top.putObject("sources");
        sources.forEach(source -> write(source, all.putObject(source.name())));
        try {
            return MAPPER.writeValueAsString(top) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree is always writable as JSON", e);
        }
    }

    private static void write(SourceConfig source, ObjectNode node) {
        node.put("type", source.type());
        if (source instanceof PostgresSource postgres) {
            writePostgres(postgres, node);
        } else if (source instanceof FilesSource files) {
            FilesText.write(files, node);
        } else if (source instanceof TmdbSource tmdb) {
            writeTmdb(tmdb, node);
        }
    }

    private static void writePostgres(PostgresSource source, ObjectNode node) {
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

    private static void writeTmdb(TmdbSource source, ObjectNode node) {
        node.put("base-url", literal(source.baseUrl().toString()));
        source.token().ifPresent(token -> node.put("token", literal(token.reveal())));
        source.apiKey().ifPresent(key -> node.put("api-key", literal(key.reveal())));
        TmdbSource.Wanted wanted = source.wanted();
        write(wanted.collections(), node.putArray("collections"));
        write(wanted.movies(), node.putArray("movies"));
        write(wanted.series(), node.putArray("series"));
        ObjectNode discover = node.putObject("discover");
        write(wanted.discoverMovies(), discover.putArray("movies"));
        write(wanted.discoverSeries(), discover.putArray("series"));
        node.put("changes", wanted.changes());
        write(source.append(), node.putArray("append"));
        source.language().ifPresent(language -> node.put("language", language));
        write(source.ignoreChangesOf(), node.putArray("ignore-changes-of"));
        node.put("rate", Double.toString(source.requestsPerSecond()));
        node.put("poll-interval", millis(source.pollInterval()));
    }

    static void write(List<?> items, ArrayNode node) {
        items.forEach(item -> node.add(literal(item.toString())));
    }

    static String millis(Duration duration) {
        return duration.toMillis() + "ms";
    }

    static String literal(String text) {
        return text.replace("${", "$${");
    }
}
