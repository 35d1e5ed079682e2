package io.tributary.stack.supervisor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tributary.stack.layout.StackException;
import io.tributary.stack.status.StackStatus;
import io.tributary.stack.status.StatusJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** The supervisor's status over HTTP, read-only and on loopback. */
final class StatusServer implements AutoCloseable {

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int UNAVAILABLE = 503;

    private final HttpServer server;
    private final ExecutorService threads;

    private StatusServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    static StatusServer start(int port, Supplier<StackStatus> status) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
            ExecutorService threads = Executors.newFixedThreadPool(2, task -> {
                Thread thread = new Thread(task, "status-http");
                thread.setDaemon(true);
                return thread;
            });
            server.setExecutor(threads);
            server.createContext("/", exchange -> answer(exchange, status));
            server.start();
            return new StatusServer(server, threads);
        } catch (IOException e) {
            throw new StackException("The supervisor cannot listen on port " + port + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void answer(HttpExchange exchange, Supplier<StackStatus> status) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("GET")) {
                send(exchange, NOT_ALLOWED, "application/json", "{\"error\":\"only GET is answered here\"}");
                return;
            }
            switch (exchange.getRequestURI().getPath()) {
                case "/status" -> send(exchange, OK, "application/json", StatusJson.write(status.get()));
                case "/health" -> {
                    boolean ready = status.get().ready();
                    send(
                            exchange,
                            ready ? OK : UNAVAILABLE,
                            "application/json",
                            "{\"state\":\"" + (ready ? "RUNNING" : "STARTING") + "\"}");
                }
                case "/metrics" ->
                    send(exchange, OK, "text/plain; version=0.0.4; charset=utf-8", StatusMetrics.of(status.get()));
                default ->
                    send(
                            exchange,
                            NOT_FOUND,
                            "application/json",
                            "{\"error\":\"known here: /status, /health, /metrics\"}");
            }
        }
    }

    private static void send(HttpExchange exchange, int code, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
