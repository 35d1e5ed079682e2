package io.tributary.stack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tributary.stack.layout.StackException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers a few of TMDB's questions on loopback, with the bodies that TMDB documents: film, collection, discover. One film
 * gets a vote now and then, so that there is something new.
 */
public final class TmdbStandIn implements AutoCloseable {

    /** The token that it takes, and no other. */
    public static final String TOKEN = "token-of-the-demo";

    /** Ids of the collections that it knows. */
    public static final List<Integer> COLLECTIONS = FilmCatalog.COLLECTIONS;

    private static final Pattern FILM = Pattern.compile("/3/movie/(\\d{1,9})");
    private static final Pattern COLLECTION = Pattern.compile("/3/collection/(\\d{1,9})");
    private static final Pattern PAGE = Pattern.compile("(?:^|&)page=(\\d{1,6})(?:&|$)");
    private static final Duration VOTE_EVERY = Duration.ofSeconds(15);
    private static final int PAGE_SIZE = 20;
    private static final int MOST_PAGES = 500;
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final FilmCatalog films;
    private final Clock clock;
    private final HttpServer server;

    private TmdbStandIn(FilmCatalog films, Clock clock, HttpServer server) {
        this.films = films;
        this.clock = clock;
        this.server = server;
    }

    /** An answer. */
    private record Answer(int status, JsonNode body) {}

    /**
     * Starts a server.
     *
     * @param clock tells which film was voted for last
     * @throws StackException if it cannot start
     */
    public static TmdbStandIn start(int port, long seed, Clock clock) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            TmdbStandIn standIn = new TmdbStandIn(new FilmCatalog(seed), clock, server);
            server.createContext("/", standIn::answer);
            server.start();
            return standIn;
        } catch (IOException e) {
            throw new StackException("The demo's stand-in for TMDB cannot start on port " + port + ": " + e, e);
        }
    }

    /** The port that it listens on, for a server that was started on port 0. */
    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        Answer answer = ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))
                ? answer(
                        exchange.getRequestURI().getPath(),
                        exchange.getRequestURI().getRawQuery())
                : error(UNAUTHORIZED, 7, "Invalid API key: You must be granted a valid key.");
        byte[] body = MAPPER.writeValueAsString(answer.body()).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json;charset=utf-8");
        exchange.sendResponseHeaders(answer.status(), body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private Answer answer(String path, String query) {
        Matcher film = FILM.matcher(path);
        if (film.matches()) {
            return film(Integer.parseInt(film.group(1)));
        }
        Matcher collection = COLLECTION.matcher(path);
        if (collection.matches()) {
            int index = COLLECTIONS.indexOf(Integer.parseInt(collection.group(1)));
            return index < 0 ? unknown() : new Answer(OK, films.collection(index));
        }
        return path.equals("/3/discover/movie") ? discover(page(query)) : unknown();
    }

    private Answer film(int id) {
        int index = FilmCatalog.ids().indexOf(id);
        if (index < 0) {
            return unknown();
        }
        long votes = clock.millis() / VOTE_EVERY.toMillis();
        // They are given to one film after the other.
        return new Answer(OK, films.film(id, (votes + FilmCatalog.FILMS - 1 - index) / FilmCatalog.FILMS));
    }

    private Answer discover(int page) {
        if (page < 1 || page > MOST_PAGES) {
            return error(BAD_REQUEST, 22, "Invalid page: Pages start at 1 and max at 500.");
        }
        List<Integer> ids = FilmCatalog.ids();
        ObjectNode found = MAPPER.createObjectNode().put("page", page);
        ArrayNode results = found.putArray("results");
        ids.stream().skip((page - 1L) * PAGE_SIZE).limit(PAGE_SIZE).forEach(id -> results.add(films.brief(id)));
        found.put("total_pages", (ids.size() + PAGE_SIZE - 1) / PAGE_SIZE).put("total_results", ids.size());
        return new Answer(OK, found);
    }

    private static int page(String query) {
        Matcher page = PAGE.matcher(Optional.ofNullable(query).orElse(""));
        return page.find() ? Integer.parseInt(page.group(1)) : 1;
    }

    private static Answer unknown() {
        return error(NOT_FOUND, 34, "The resource you requested could not be found.");
    }

    private static Answer error(int status, int code, String message) {
        ObjectNode body = MAPPER.createObjectNode().put("success", false);
        return new Answer(status, body.put("status_code", code).put("status_message", message));
    }
}
