package io.tributary.stack.connect;

import io.tributary.stack.config.TmdbSource;
import io.tributary.stack.config.TmdbSource.Wanted;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The one connector of a TMDB source. */
final class TmdbConnectors implements PluginConnectors {

    private static final String TOKEN = "tmdb.token";
    private static final String API_KEY = "tmdb.api.key";

    private final TmdbSource source;
    private final CaptureSettings settings;
    private final PasswordFiles passwords;

    TmdbConnectors(TmdbSource source, CaptureSettings settings, PasswordFiles passwords) {
        this.source = source;
        this.settings = settings;
        this.passwords = passwords;
    }

    @Override
    public TmdbSource source() {
        return source;
    }

    @Override
    public List<String> names() {
        return List.of(connectorName());
    }

    @Override
    public boolean isOwn(String connector) {
        return connector.equals(connectorName());
    }

    private String connectorName() {
        return "tmdb-" + source.name();
    }

    @Override
    public Map<String, String> secrets() {
        Map<String, String> secrets = new TreeMap<>();
        source.token().ifPresent(token -> secrets.put(TOKEN, token.reveal()));
        source.apiKey().ifPresent(key -> secrets.put(API_KEY, key.reveal()));
        return secrets;
    }

    @Override
    public Map<String, Map<String, String>> configs() {
        Map<String, String> config =
                ConnectorTemplate.fill(settings.tmdbTemplate(), settings.placeholders(source.name()));
        config.put("tmdb.url", source.baseUrl().toString());
        secrets().keySet().forEach(key -> config.put(key, passwords.reference(source.name(), key)));
        Wanted wanted = source.wanted();
        PluginConnectors.putList(config, "tmdb.collections", wanted.collections());
        PluginConnectors.putList(config, "tmdb.movies", wanted.movies());
        PluginConnectors.putList(config, "tmdb.series", wanted.series());
        PluginConnectors.putList(config, "tmdb.discover.movies", wanted.discoverMovies());
        PluginConnectors.putList(config, "tmdb.discover.series", wanted.discoverSeries());
        config.put("tmdb.changes", String.valueOf(wanted.changes()));
        // Empty lists are written too: the connector's own defaults are not empty.
        config.put("tmdb.append", String.join(",", source.append()));
        config.put("tmdb.change.ignore", String.join(",", source.ignoreChangesOf()));
        source.language().ifPresent(language -> config.put("tmdb.language", language));
        config.put("requests.per.second", String.valueOf(source.requestsPerSecond()));
        config.put("poll.interval.ms", String.valueOf(source.pollInterval().toMillis()));
        config.putAll(settings.overrides());
        return Map.of(connectorName(), config);
    }
}
