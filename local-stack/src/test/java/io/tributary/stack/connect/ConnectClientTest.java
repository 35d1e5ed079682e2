package io.tributary.stack.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectClientTest {

    private final Deque<Answer> answers = new ArrayDeque<>();
    private HttpServer server;
    private ConnectClient client;

    private record Answer(int status, String body) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        client = new ConnectClient(base, () -> List.of("hunter2"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aRebalanceIsWaitedOut() {
        answers.add(new Answer(409, "{\"message\": \"Cannot complete request momentarily\"}"));
        answers.add(new Answer(
                500,
                "{\"error_code\": 500, \"message\": \"Request cannot be completed because a rebalance is expected\"}"));
        answers.add(new Answer(200, "{\"name\": \"files-a-b\", \"files.url\": \"file:///a\"}"));

        assertThat(client.config("files-a-b")).contains(Map.of("files.url", "file:///a"));
    }

    @Test
    void aRefusalIsToldWithoutSecrets() {
        answers.add(new Answer(500, "{\"error_code\": 500, \"message\": \"530 Login hunter2 incorrect\"}"));

        assertThatThrownBy(() -> client.config("files-a-b"))
                .isInstanceOf(ConnectException.class)
                .hasMessage("Kafka Connect answered GET /connectors/files-a-b/config with HTTP 500: 530 Login ***"
                        + " incorrect");
    }

    @Test
    void theLastTaskOfARemovedConnectorIsWaitedFor() {
        answers.add(new Answer(200, "{\"name\": \"files-a-b-release\"}"));
        answers.add(new Answer(202, ""));
        answers.add(new Answer(200, "{\"connector\": {\"state\": \"STOPPED\"}, \"tasks\": []}"));
        answers.add(new Answer(500, "{\"message\": \"Failed to reset consumer group offsets\"}"));
        answers.add(new Answer(400, "{\"message\": \"Connectors must be in the STOPPED state\"}"));
        answers.add(new Answer(200, "{\"message\": \"The offsets have been reset\"}"));
        answers.add(new Answer(200, ""));

        assertThat(client.delete("files-a-b-release")).isTrue();

        assertThat(answers).isEmpty();
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        Answer answer = answers.remove();
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
