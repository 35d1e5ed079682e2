package io.tributary.stack.config;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Movie Database, asked at intervals.
 *
 * @param name name of the source
 * @param baseUrl root of the API
 * @param token API read access token; set if and only if {@code apiKey} is not
 * @param apiKey API key (v3); set if and only if {@code token} is not
 * @param wanted what is asked for
 * @param append parts that come with a film or series
 * @param language of titles and overviews; empty for TMDB's default
 * @param ignoreChangesOf fields whose change alone does not make an entry changed
 * @param requestsPerSecond more than 0, at most 50
 * @param pollInterval pause between the end of a poll and the next
 */
public record TmdbSource(
        String name,
        URI baseUrl,
        Optional<Secret> token,
        Optional<Secret> apiKey,
        Wanted wanted,
        List<String> append,
        Optional<String> language,
        List<String> ignoreChangesOf,
        double requestsPerSecond,
        Duration pollInterval)
        implements ContractedSource {

    static final String TYPE = "tmdb";
    static final URI DEFAULT_BASE_URL = URI.create("https://api.themoviedb.org/3");
    static final List<String> DEFAULT_APPEND = List.of("credits");
    static final List<String> DEFAULT_IGNORED = List.of("popularity");
    static final double DEFAULT_RATE = 20;
    static final Duration DEFAULT_POLL_INTERVAL = Duration.ofHours(1);

    /**
     * What is asked for; at least one of it.
     *
     * @param collections ids of collections, whose films are taken too
     * @param movies ids of films
     * @param series ids of series
     * @param discoverMovies queries of {@code /discover/movie}, {@code name=value&name=value}
     * @param discoverSeries queries of {@code /discover/tv}
     * @param changes whether every film is taken that TMDB says has changed since the last poll
     */
    public record Wanted(
            List<String> collections,
            List<String> movies,
            List<String> series,
            List<String> discoverMovies,
            List<String> discoverSeries,
            boolean changes) {

        public Wanted {
            collections = List.copyOf(collections);
            movies = List.copyOf(movies);
            series = List.copyOf(series);
            discoverMovies = List.copyOf(discoverMovies);
            discoverSeries = List.copyOf(discoverSeries);
        }

        boolean isNothing() {
            return !changes
                    && Stream.of(collections, movies, series, discoverMovies, discoverSeries)
                            .allMatch(List::isEmpty);
        }
    }

    public TmdbSource {
        requireNonNull(name, "name is null");
        requireNonNull(baseUrl, "baseUrl is null");
        requireNonNull(wanted, "wanted is null");
        append = List.copyOf(append);
        requireNonNull(language, "language is null");
        ignoreChangesOf = List.copyOf(ignoreChangesOf);
        requireNonNull(pollInterval, "pollInterval is null");
        if (token.isPresent() == apiKey.isPresent()) {
            throw new IllegalArgumentException("Give either a token or an API key");
        }
        if (wanted.isNothing()) {
            throw new IllegalArgumentException("The source " + name + " asks for nothing");
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** Only what can come of the questions that are asked. */
    @Override
    public List<String> datasetNames() {
        List<String> names = new ArrayList<>();
        boolean collections = !wanted.collections().isEmpty();
        if (collections) {
            names.add("collections");
        }
        if (collections
                || wanted.changes()
                || !wanted.movies().isEmpty()
                || !wanted.discoverMovies().isEmpty()) {
            names.add("movies");
        }
        if (!wanted.series().isEmpty() || !wanted.discoverSeries().isEmpty()) {
            names.add("series");
        }
        return List.copyOf(names);
    }

    @Override
    public String sampleOption(String dataset) {
        return "--json FILE";
    }

    @Override
    public List<Secret> secrets() {
        return Stream.concat(token.stream(), apiKey.stream()).toList();
    }
}
