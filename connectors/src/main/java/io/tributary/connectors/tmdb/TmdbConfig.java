package io.tributary.connectors.tmdb;

import io.tributary.connectors.plugin.Checks;
import io.tributary.connectors.plugin.Choice;
import io.tributary.schemas.naming.Dataset;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/** Settings of the connector. */
final class TmdbConfig extends AbstractConfig {

    static final String SOURCE = "source";
    static final String BASE_URL = "tmdb.url";
    static final String TOKEN = "tmdb.token";
    static final String API_KEY = "tmdb.api.key";
    static final String MOVIES = "tmdb.movies";
    static final String SERIES = "tmdb.series";
    static final String COLLECTIONS = "tmdb.collections";
    static final String DISCOVER_MOVIES = "tmdb.discover.movies";
    static final String DISCOVER_SERIES = "tmdb.discover.series";
    static final String CHANGES = "tmdb.changes";
    static final String APPEND = "tmdb.append";
    static final String LANGUAGE = "tmdb.language";
    static final String IGNORE = "tmdb.change.ignore";
    static final String POLL_INTERVAL = "poll.interval.ms";
    static final String RATE = "requests.per.second";
    static final String TIMEOUT = "request.timeout.ms";
    static final String ATTEMPTS = "retry.attempts";
    static final String BACKOFF = "retry.backoff.ms";

    /** How many parts TMDB appends to one answer. */
    private static final int MAX_APPENDED = 20;

    TmdbConfig(Map<String, String> settings) {
        super(definition(), settings, false);
    }

    static ConfigDef definition() {
        ConfigDef.Validator ids = Checks.eachOf("an id", TmdbConfig::id);
        ConfigDef.Validator queries = Checks.eachOf("a query", TmdbConfig::checkQuery);
        return new ConfigDef()
                .define(
                        SOURCE,
                        Type.STRING,
                        ConfigDef.NO_DEFAULT_VALUE,
                        Checks.of("a source's name", name -> new Dataset(name, "x")),
                        Importance.HIGH,
                        "Name of the source; the second part of the topics' names")
                .define(
                        BASE_URL,
                        Type.STRING,
                        "https://api.themoviedb.org/3",
                        Checks.of("an URL", TmdbConfig::checkUrl),
                        Importance.LOW,
                        "Root of the API")
                .define(
                        TOKEN,
                        Type.PASSWORD,
                        null,
                        Importance.HIGH,
                        "API read access token, sent as a header; or tmdb.api.key. Use a config provider's reference.")
                .define(
                        API_KEY,
                        Type.PASSWORD,
                        null,
                        Importance.HIGH,
                        "API key (v3), sent as a parameter of the URL, which is never logged; or tmdb.token. Use a config"
                                + " provider's reference.")
                .define(MOVIES, Type.LIST, List.of(), ids, Importance.MEDIUM, "Ids of films")
                .define(SERIES, Type.LIST, List.of(), ids, Importance.MEDIUM, "Ids of series")
                .define(
                        COLLECTIONS,
                        Type.LIST,
                        List.of(),
                        ids,
                        Importance.MEDIUM,
                        "Ids of collections; their films are taken too")
                .define(
                        DISCOVER_MOVIES,
                        Type.LIST,
                        List.of(),
                        queries,
                        Importance.MEDIUM,
                        "Queries of /discover/movie, for instance with_genres=878&primary_release_year=2024. TMDB gives"
                                + " no more than 500 pages of 20 for one; split larger ones by year.")
                .define(DISCOVER_SERIES, Type.LIST, List.of(), queries, Importance.MEDIUM, "Queries of /discover/tv")
                .define(
                        CHANGES,
                        Type.BOOLEAN,
                        false,
                        Importance.MEDIUM,
                        "Whether to take every film that TMDB says has changed since the last poll (/movie/changes)")
                .define(
                        APPEND,
                        Type.LIST,
                        List.of("credits"),
                        ConfigDef.LambdaValidator.with(TmdbConfig::checkAppended, () -> "at most 20 parts"),
                        Importance.MEDIUM,
                        "Parts that come with a film or series (append_to_response)",
                        null,
                        -1,
                        ConfigDef.Width.LONG,
                        APPEND,
                        Choice.of("credits", "external_ids", "keywords", "release_dates", "translations", "videos"))
                .define(
                        LANGUAGE,
                        Type.STRING,
                        null,
                        Checks.of("a language such as pt-BR", TmdbConfig::checkLanguage),
                        Importance.LOW,
                        "Language of titles and overviews; TMDB's default is English")
                .define(
                        IGNORE,
                        Type.LIST,
                        List.of("popularity"),
                        Importance.LOW,
                        "Fields, at any depth, whose change alone does not make an entry changed: TMDB computes"
                                + " popularity anew every day. What is emitted still has them.")
                .define(
                        POLL_INTERVAL,
                        Type.LONG,
                        3_600_000L,
                        ConfigDef.Range.atLeast(10),
                        Importance.MEDIUM,
                        "Pause between the end of a poll and the next, in milliseconds")
                .define(
                        RATE,
                        Type.DOUBLE,
                        20.0,
                        ConfigDef.Range.between(0.01, 50),
                        Importance.MEDIUM,
                        "Most requests a second; TMDB tolerates about 40")
                .define(
                        TIMEOUT,
                        Type.INT,
                        30_000,
                        ConfigDef.Range.atLeast(10),
                        Importance.LOW,
                        "How long an answer may take, in milliseconds")
                .define(
                        ATTEMPTS,
                        Type.INT,
                        6,
                        ConfigDef.Range.between(1, 100),
                        Importance.LOW,
                        "How often one request is sent before it is left to the next poll")
                .define(
                        BACKOFF,
                        Type.LONG,
                        500L,
                        ConfigDef.Range.atLeast(1),
                        Importance.LOW,
                        "First pause after a failure, in milliseconds; doubles up to a minute");
    }

    /** Checks what concerns several settings. */
    TmdbConfig validated() {
        if ((secret(TOKEN) == null) == (secret(API_KEY) == null)) {
            throw new ConfigException("Set either " + TOKEN + " or " + API_KEY);
        }
        boolean nothing = ids(MOVIES).isEmpty()
                && ids(SERIES).isEmpty()
                && ids(COLLECTIONS).isEmpty()
                && getList(DISCOVER_MOVIES).isEmpty()
                && getList(DISCOVER_SERIES).isEmpty()
                && !getBoolean(CHANGES);
        if (nothing) {
            throw new ConfigException("Nothing is asked for: set " + MOVIES + ", " + SERIES + ", " + COLLECTIONS + ", "
                    + DISCOVER_MOVIES + ", " + DISCOVER_SERIES + " or " + CHANGES);
        }
        return this;
    }

    List<Long> ids(String key) {
        return getList(key).stream().map(TmdbConfig::id).toList();
    }

    /** A secret, or null if it is not set. */
    String secret(String key) {
        return getPassword(key) == null || getPassword(key).value().isBlank()
                ? null
                : getPassword(key).value().strip();
    }

    private static long id(String text) {
        if (!text.matches("[1-9]\\d{0,17}")) {
            throw new IllegalArgumentException("'" + text + "' is not the number of an entry");
        }
        return Long.parseLong(text);
    }

    private static void checkQuery(String query) {
        if (!query.matches("[A-Za-z0-9_.]+=[^&\\s]*(?:&[A-Za-z0-9_.]+=[^&\\s]*)*")
                || query.matches("(?s).*\\bpage=.*")) {
            throw new IllegalArgumentException(
                    "'" + query + "' is not of the form name=value&name=value, without spaces and without page");
        }
        if (query.contains("api_key")) {
            throw new IllegalArgumentException("has an api_key, which belongs into " + API_KEY);
        }
        URI.create("http://x/?" + query);
    }

    private static void checkUrl(String url) {
        if (!url.matches("https?://[^@?#\\s]+")) {
            throw new IllegalArgumentException("is not of the form https://host/path, without a user and a query");
        }
    }

    private static void checkLanguage(String language) {
        if (!language.matches("[a-z]{2}(?:-[A-Z]{2})?")) {
            throw new IllegalArgumentException("'" + language + "' is not a language such as pt or pt-BR");
        }
    }

    private static void checkAppended(String name, Object value) {
        List<?> parts = (List<?>) value;
        if (parts.size() > MAX_APPENDED || !parts.stream().allMatch(part -> ((String) part).matches("[a-z_]+"))) {
            throw new ConfigException(name + ": TMDB appends at most " + MAX_APPENDED + " parts such as credits");
        }
    }
}
