package io.tributary.spark.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tributary.spark.ingest.RefusedException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Health, metrics and status on loopback; and what can be asked of tables is asked for here. */
public final class StatusServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StatusServer.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JSON_TYPE = "application/json";
    private static final int LONGEST_REQUEST = 1024 * 1024;

    private final HttpServer server;
    private volatile StatusReport report;
    private volatile ProcessMetrics metrics;
    private volatile ReplayDesk replays;
    private volatile SkipDesk skips;
    private volatile String failure;

    private record Answer(int code, String type, String body) {}

    private interface Page {
        Answer answer() throws Exception;
    }

    private StatusServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Listens on loopback; says that the process is starting until there is something to serve.
     *
     * @param port the port; 0 takes any free one
     */
    public static StatusServer listen(int port) throws IOException {
        HttpServer http;
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (BindException e) {
            throw new IllegalArgumentException(
                    "Port " + port + " for the spark process's HTTP server is taken; set another 'http.port'", e);
        }
        StatusServer server = new StatusServer(http);
        http.createContext("/health", exchange -> get(exchange, server::health));
        http.createContext("/status", exchange -> get(exchange, server::status));
        http.createContext("/metrics", exchange -> get(exchange, server::metrics));
        http.createContext("/replay", exchange -> send(exchange, () -> server.ask(server.replays, exchange)));
        http.createContext("/skip", exchange -> send(exchange, () -> server.ask(server.skips, exchange)));
        http.setExecutor(Executors.newFixedThreadPool(2, task -> {
            Thread thread = new Thread(task, "http");
            thread.setDaemon(true);
            return thread;
        }));
        http.start();
        return server;
    }

    /** The port that it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** From now on there is something to tell. */
    public void serve(StatusReport toTell, ReplayDesk toReplay, SkipDesk toSkip) {
        replays = toReplay;
        skips = toSkip;
        metrics = new ProcessMetrics(toTell);
        report = toTell;
    }

    /** The process will not come up. */
    public void failed(String error) {
        failure = error;
    }

    private Answer health() throws JsonProcessingException {
        StatusReport known = report;
        String state = failure != null ? "FAILED" : known == null ? "STARTING" : known.state();
        String error = failure != null ? failure : known == null ? null : known.error();
        Map<String, String> body = new LinkedHashMap<>();
        body.put("state", state);
        if (error != null) {
            body.put("error", error);
        }
        return new Answer(state.equals("RUNNING") ? 200 : 503, JSON_TYPE, JSON.writeValueAsString(body));
    }

    private Answer status() throws JsonProcessingException {
        StatusReport known = report;
        return known == null
                ? new Answer(503, JSON_TYPE, "{\"state\":\"STARTING\",\"tables\":[],\"queries\":[],\"error\":null}")
                : new Answer(200, JSON_TYPE, JSON.writeValueAsString(known.status()));
    }

    private Answer metrics() {
        ProcessMetrics known = metrics;
        return new Answer(200, "text/plain; version=0.0.4; charset=utf-8", known == null ? "" : known.scrape());
    }

    private Answer ask(Desk open, HttpExchange exchange) throws IOException {
        // A page in a browser cannot send this type to another host without asking, and it would not be answered.
        if (!exchange.getRequestMethod().equals("POST")
                || !JSON_TYPE.equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
            return new Answer(405, JSON_TYPE, error("only POST of " + JSON_TYPE));
        }
        if (open == null) {
            return new Answer(503, JSON_TYPE, error("the process is starting; try again in a moment"));
        }
        try {
            open.take(new String(exchange.getRequestBody().readNBytes(LONGEST_REQUEST), StandardCharsets.UTF_8));
            return new Answer(202, JSON_TYPE, "{\"state\":\"ACCEPTED\"}");
        } catch (IllegalArgumentException e) {
            return new Answer(400, JSON_TYPE, error(e.getMessage()));
        } catch (RefusedException e) {
            return new Answer(409, JSON_TYPE, error(e.getMessage()));
        }
    }

    private static String error(String message) throws JsonProcessingException {
        return JSON.writeValueAsString(Map.of("error", message));
    }

    private static void get(HttpExchange exchange, Page page) throws IOException {
        send(
                exchange,
                () -> exchange.getRequestMethod().equals("GET")
                        ? page.answer()
                        : new Answer(405, JSON_TYPE, error("only GET")));
    }

    private static void send(HttpExchange exchange, Page page) throws IOException {
        Answer answer;
        try {
            answer = page.answer();
        } catch (Exception e) {
            LOG.warn("Request {} failed: {}", exchange.getRequestURI().getPath(), e.toString());
            answer = new Answer(500, JSON_TYPE, "{\"error\":\"see the process's log\"}");
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.sendResponseHeaders(answer.code(), body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        if (metrics != null) {
            metrics.close();
        }
    }
}
