package io.tributary.spark.query;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** The HTTP server on loopback. It answers {@code /health} from the first moment and statements once it is ready. */
final class QueryServer implements AutoCloseable {

    private static final int BACKLOG = 64;
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final Pattern LOCAL_HOST = Pattern.compile("(?i)(localhost|127\\.0\\.0\\.1)(:\\d+)?");

    /** Threads besides those that run statements: for refusals, health and metrics. */
    private static final int SPARE_THREADS = 4;

    private final HttpServer server;
    private final ExecutorService threads;
    private volatile State state = new State("STARTING", null);
    private volatile HttpHandler sql;
    private volatile QueryMetrics metrics;

    private record State(String name, String error) {
        String json() {
            StringBuilder json = new StringBuilder("{\"state\":\"").append(name).append('"');
            if (error != null) {
                json.append(",\"error\":");
                JsonText.appendString(json, error);
            }
            return json.append('}').toString();
        }
    }

    /**
     * Starts to listen.
     *
     * @throws IllegalArgumentException if the port is taken
     */
    QueryServer(int port, int maxQueries) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port);
        try {
            server = HttpServer.create(address, BACKLOG);
        } catch (BindException e) {
            throw new IllegalArgumentException(
                    "Port " + port + " on 127.0.0.1 is taken; set 'http.port' (stack.ports.query) to a free one", e);
        }
        AtomicInteger numbers = new AtomicInteger();
        threads = Executors.newFixedThreadPool(
                maxQueries + SPARE_THREADS, task -> new Thread(task, "http-" + numbers.incrementAndGet()));
        server.setExecutor(threads);
        server.createContext("/health", this::health);
        server.createContext("/metrics", this::metrics);
        server.createContext("/sql", this::sql);
        server.createContext("/", QueryServer::notFound);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** From now on statements are answered. */
    void ready(HttpHandler statements, QueryMetrics numbers) {
        sql = statements;
        metrics = numbers;
        state = new State("RUNNING", null);
    }

    private void health(HttpExchange exchange) throws IOException {
        State now = state;
        Answer.sendJson(exchange, now.name().equals("RUNNING") ? OK : ReadableError.UNAVAILABLE, now.json());
    }

    private void metrics(HttpExchange exchange) throws IOException {
        if (metrics == null) {
            notReady(exchange);
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
        Answer.send(exchange, OK, metrics.scrape().getBytes(StandardCharsets.UTF_8));
    }

    private void sql(HttpExchange exchange) throws IOException {
        if (!isLocalName(exchange.getRequestHeaders().getFirst("Host"))) {
            Answer.sendError(
                    exchange, new ReadableError(FORBIDDEN, "Call this server by the name localhost or 127.0.0.1"));
            return;
        }
        if (sql == null) {
            notReady(exchange);
            return;
        }
        sql.handle(exchange);
    }

    /** A web page whose name was made to point at this machine could otherwise read the lake through a browser. */
    private static boolean isLocalName(String host) {
        return host == null || LOCAL_HOST.matcher(host).matches();
    }

    private static void notReady(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Retry-After", "1");
        Answer.sendError(
                exchange,
                new ReadableError(
                        ReadableError.UNAVAILABLE, "The SQL process is still starting; try again in a moment"));
    }

    private static void notFound(HttpExchange exchange) throws IOException {
        Answer.sendError(
                exchange, new ReadableError(NOT_FOUND, "No such address; there are /sql, /health and /metrics"));
    }

    @Override
    public void close() {
        state = new State("STOPPING", null);
        server.stop(0);
        threads.shutdownNow();
    }
}
