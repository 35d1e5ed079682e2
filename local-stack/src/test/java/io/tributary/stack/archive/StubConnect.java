package io.tributary.stack.archive;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Kafka Connect's REST API with at most one connector, which remembers what it was asked. */
final class StubConnect implements AutoCloseable {

    final List<String> changes = Collections.synchronizedList(new ArrayList<>());
    volatile String config;
    volatile String refusal;
    volatile String status = "{\"connector\":{\"state\":\"RUNNING\"},\"tasks\":[{\"id\":0,\"state\":\"RUNNING\"}]}";
    private final HttpServer server;

    StubConnect() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (!exchange.getRequestMethod().equals("GET")) {
                changes.add(exchange.getRequestMethod() + " " + path);
                if (refusal != null) {
                    send(exchange, 400, "{\"message\":\"" + refusal + "\"}");
                    return;
                }
                change(exchange.getRequestMethod(), path, body);
                send(exchange, 200, "{}");
            } else if (config == null) {
                send(exchange, 404, "{\"message\":\"no such connector\"}");
            } else {
                send(exchange, 200, path.endsWith("/status") ? status : config);
            }
        }
    }

    private void change(String method, String path, String body) {
        if (path.endsWith("/config")) {
            config = body;
        } else if (path.endsWith("/stop")) {
            status = "{\"connector\":{\"state\":\"STOPPED\"},\"tasks\":[]}";
        } else if (method.equals("DELETE") && path.equals("/connectors/archive")) {
            config = null;
        }
    }

    private static void send(HttpExchange exchange, int code, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
