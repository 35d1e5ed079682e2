package io.tributary.stack.config;

import io.tributary.stack.config.TmdbSource.Wanted;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a source of type {@code tmdb}. */
final class TmdbSection {

    private static final Pattern ID = Pattern.compile("[1-9]\\d{0,17}");
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]+");
    private static final Pattern QUERY = Pattern.compile("[A-Za-z0-9_.]+=[^&\\s]*(?:&[A-Za-z0-9_.]+=[^&\\s]*)*");
    private static final Pattern OWN_PARAMETERS = Pattern.compile("(?:^|&)(?:page|api_key)=");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}(?:-[A-Z]{2})?");
    private static final Pattern URL = Pattern.compile("https?://[^@?#\\s]+");
    private static final String EXPECTED_QUERY =
            "a query of the form name=value&name=value, without spaces, page and api_key";
    private static final int MOST_APPENDED = 20;
    private static final double MOST_A_SECOND = 50;
    private static final double FEWEST_A_SECOND = 0.01;

    private TmdbSection() {}

    static TmdbSource read(String name, Section section) {
        section.allowOnly(List.of(
                "type",
                "base-url",
                "token",
                "api-key",
                "collections",
                "movies",
                "series",
                "discover",
                "changes",
                "append",
                "language",
                "ignore-changes-of",
                "rate",
                "poll-interval"));
        requireOneSecret(name, section);
        List<String> append = section.list(
                "append", text -> matching(NAME, text), "a part such as credits, keywords or release_dates");
        if (append.size() > MOST_APPENDED) {
            throw section.problem("append", "has more than " + MOST_APPENDED + " parts, which is all that TMDB allows");
        }
        return new TmdbSource(
                name,
                section.parsed("base-url", TmdbSection::url, "an URL such as https://api.themoviedb.org/3")
                        .orElse(TmdbSource.DEFAULT_BASE_URL),
                section.secret("token"),
                section.secret("api-key"),
                wanted(section),
                section.has("append") ? append : TmdbSource.DEFAULT_APPEND,
                section.parsed("language", text -> matching(LANGUAGE, text), "a language such as pt or pt-BR"),
                section.has("ignore-changes-of")
                        ? section.list("ignore-changes-of", text -> matching(NAME, text), "a field's name")
                        : TmdbSource.DEFAULT_IGNORED,
                section.parsed("rate", TmdbSection::rate, "a number of requests a second, above 0 and up to 50")
                        .orElse(TmdbSource.DEFAULT_RATE),
                section.duration("poll-interval").orElse(TmdbSource.DEFAULT_POLL_INTERVAL));
    }

    private static void requireOneSecret(String name, Section section) {
        String example = "\"${env:" + name.toUpperCase(Locale.ROOT) + "_TOKEN}\"";
        if (section.has("token") && section.has("api-key")) {
            throw section.problem("api-key", "is given beside 'token'; keep one of the two");
        }
        if (!section.has("api-key")) {
            Secret token = section.requiredSecret("token", example + "  (or api-key)");
            requireText(section, "token", token);
        } else {
            requireText(section, "api-key", section.requiredSecret("api-key", example));
        }
    }

    private static void requireText(Section section, String key, Secret secret) {
        if (secret.reveal().isBlank()) {
            throw section.problem(key, "is empty; TMDB answers nobody without one");
        }
    }

    private static Wanted wanted(Section section) {
        Section discover = section.section("discover");
        discover.allowOnly(List.of("movies", "series"));
        Wanted wanted = new Wanted(
                ids(section, "collections"),
                ids(section, "movies"),
                ids(section, "series"),
                discover.list("movies", TmdbSection::query, EXPECTED_QUERY),
                discover.list("series", TmdbSection::query, EXPECTED_QUERY),
                section.flag("changes").orElse(false));
        if (wanted.isNothing()) {
            throw section.problem(
                    "collections",
                    "nothing is asked for; give at least one of collections, movies, series, discover and changes");
        }
        return wanted;
    }

    private static List<String> ids(Section section, String key) {
        return section.list(key, text -> matching(ID, text), "the number of an entry, such as 10");
    }

    /** With the characters encoded that TMDB's own examples use and that would end a list item or an URL. */
    private static Optional<String> query(String text) {
        return matching(QUERY, text)
                .filter(query -> !OWN_PARAMETERS.matcher(query).find())
                .map(query -> query.replace(",", "%2C").replace("|", "%7C"))
                .filter(TmdbSection::isUrlQuery);
    }

    private static boolean isUrlQuery(String query) {
        return parse("http://x/?" + query).isPresent();
    }

    private static Optional<URI> url(String text) {
        return matching(URL, text).flatMap(TmdbSection::parse);
    }

    private static Optional<URI> parse(String text) {
        try {
            return Optional.of(URI.create(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Double> rate(String text) {
        try {
            double rate = Double.parseDouble(text);
            return rate >= FEWEST_A_SECOND && rate <= MOST_A_SECOND ? Optional.of(rate) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> matching(Pattern pattern, String text) {
        return Optional.of(text.strip()).filter(value -> pattern.matcher(value).matches());
    }
}
