package io.tributary.stack.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
public final class StubConnect implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NO_TASKS = "{\"connector\":{\"state\":\"STOPPED\"},\"tasks\":[]}";
    private static final String RUNNING =
            "{\"connector\":{\"state\":\"RUNNING\"},\"tasks\":[{\"id\":0,\"state\":\"RUNNING\"}]}";

    /** Method and path of each request that changes something. */
    public final List<String> changes = Collections.synchronizedList(new ArrayList<>());

    /** The connector's configuration; null if there is none. */
    public volatile String config;

    /** What every change is refused with; null if it is not. */
    public volatile String refusal;

    public volatile String status = RUNNING;

    /** Where the connector stands; null if it has read nothing. Stays when it is removed. */
    volatile String offset;

    private final HttpServer server;

    public StubConnect() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    public URI uri() {
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
                send(exchange, 200, path.endsWith("/status") ? status : path.endsWith("/offsets") ? offsets() : config);
            }
        }
    }

    private String offsets() {
        return offset == null
                ? "{\"offsets\":[]}"
                : "{\"offsets\":[{\"partition\":{\"server\":\"shop\"},\"offset\":" + offset + "}]}";
    }

    private void change(String method, String path, String body) throws IOException {
        if (path.endsWith("/config")) {
            config = body;
        } else if (path.equals("/connectors")) {
            JsonNode made = JSON.readTree(body);
            config = made.path("config").toString();
            status = made.path("initial_state").asText().equals("STOPPED") ? NO_TASKS : RUNNING;
        } else if (path.endsWith("/stop")) {
            status = NO_TASKS;
        } else if (path.endsWith("/resume")) {
            status = RUNNING;
        } else if (path.endsWith("/offsets")) {
            offset = method.equals("DELETE")
                    ? null
                    : JSON.readTree(body).path("offsets").path(0).path("offset").toString();
        } else if (method.equals("DELETE")) {
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
