package io.tributary.connectors.tmdb;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers on loopback with the bodies that TMDB documents. An unknown path is answered as TMDB answers an unknown film. */
final class TmdbStub implements AutoCloseable {

    static final String BAD_KEY =
            "{\"status_code\":7,\"status_message\":\"Invalid API key: You must be granted a valid key.\",\"success\":false}";
    static final String UNKNOWN =
            "{\"success\":false,\"status_code\":34,\"status_message\":\"The resource you requested could not be found.\"}";
    static final String TOO_MANY =
            "{\"status_code\":25,\"status_message\":\"Your request count (41) is over the allowed limit of (40).\"}";
    static final String BAD_PAGE =
            "{\"success\":false,\"status_code\":22,\"status_message\":\"Invalid page: Pages start at 1 and max at 500.\"}";

    static final String KEY_CHECK = "/authentication";

    /** An answer, given once or, if it is the last of its path, for ever. */
    record Canned(int status, String body, Map<String, String> headers) {}

    private final HttpServer server;
    private final Map<String, Deque<Canned>> answers = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();

    TmdbStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/3/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/3";
    }

    TmdbStub on(String path, int status, String body, Map<String, String> headers) {
        answers.computeIfAbsent(path, ignored -> new ArrayDeque<>()).add(new Canned(status, body, headers));
        return this;
    }

    TmdbStub on(String path, String body) {
        return on(path, 200, body, Map.of());
    }

    /** Paths with their queries, the page and key included, in order; but for the check of the key. */
    List<String> requests() {
        return requests;
    }

    List<String> authorizations() {
        return authorizations;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/3".length());
        String query = exchange.getRequestURI().getRawQuery();
        if (!path.equals(KEY_CHECK)) {
            requests.add(path + "?" + query);
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        }
        Canned canned = next(path);
        byte[] body = canned.body().getBytes(StandardCharsets.UTF_8);
        canned.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(canned.status(), body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private synchronized Canned next(String path) {
        Deque<Canned> ready = answers.get(path);
        if (ready == null) {
            return new Canned(404, UNKNOWN, Map.of());
        }
        return ready.size() > 1 ? ready.remove() : ready.peek();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
