package io.tributary.streams.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Health, metrics and status over HTTP, on loopback only. */
final class StatusServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int UNAVAILABLE = 503;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2, runnable -> {
        Thread thread = new Thread(runnable, "http");
        thread.setDaemon(true);
        return thread;
    });
    private final Supplier<AppState> state;
    private final StatusBoard board;
    private final PrometheusMeterRegistry meters;

    /**
     * Starts serving.
     *
     * @param port on 127.0.0.1; 0 lets the system choose
     * @throws UncheckedIOException if the port cannot be had
     */
    StatusServer(int port, Supplier<AppState> state, StatusBoard board, PrometheusMeterRegistry meters) {
        this.state = state;
        this.board = board;
        this.meters = meters;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        } catch (BindException e) {
            throw new UncheckedIOException(
                    "Port " + port + " for the status of the streams app is taken; free it or set http.port", e);
        } catch (IOException e) {
            throw new UncheckedIOException("The status server cannot listen on port " + port, e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> handle(exchange));
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!"GET".equals(exchange.getRequestMethod())) {
                answer(exchange, METHOD_NOT_ALLOWED, "text/plain", "Only GET is served here\n");
                return;
            }
            switch (exchange.getRequestURI().getPath()) {
                case "/health" -> health(exchange);
                case "/status" -> answer(exchange, OK, "application/json", status());
                case "/metrics" -> answer(exchange, OK, "text/plain; version=0.0.4; charset=utf-8", meters.scrape());
                default -> answer(exchange, NOT_FOUND, "text/plain", "Try /health, /status or /metrics\n");
            }
        }
    }

    private void health(HttpExchange exchange) throws IOException {
        AppState now = state.get();
        ObjectNode answer = JSON.createObjectNode().put("state", now.name());
        if (now != AppState.RUNNING) {
            answer.put("error", board.error());
        }
        answer(exchange, now == AppState.RUNNING ? OK : UNAVAILABLE, "application/json", json(answer));
    }

    private String status() {
        ObjectNode answer = JSON.createObjectNode().put("state", state.get().name());
        ArrayNode topics = answer.putArray("topics");
        board.datasets().forEach(status -> topics.addObject()
                .put(
                        "dataset",
                        status.dataset().source() + "." + status.dataset().name())
                .put("source", status.dataset().source())
                .put("name", status.dataset().name())
                .put("records", status.records())
                .put("dead_letters", status.deadLetters())
                .put("warnings", status.warnings())
                .put("last_source_ts_us", status.lastSourceTsMicros()));
        return json(answer.put("error", board.error()));
    }

    private static String json(ObjectNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A JSON tree does not serialise", e);
        }
    }

    private static void answer(HttpExchange exchange, int code, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(code, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
