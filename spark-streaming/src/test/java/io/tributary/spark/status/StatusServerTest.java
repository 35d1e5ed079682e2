package io.tributary.spark.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class StatusServerTest {

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void saysThatItIsStarting() throws Exception {
        try (StatusServer server = StatusServer.listen(0)) {
            HttpResponse<String> health = get(server, "/health");

            assertThat(health.statusCode()).isEqualTo(503);
            assertThat(health.body()).isEqualTo("{\"state\":\"STARTING\"}");
            assertThat(get(server, "/status").body()).contains("\"tables\":[]");
        }
    }

    @Test
    void saysWhyItWillNotCome() throws Exception {
        try (StatusServer server = StatusServer.listen(0)) {
            server.failed("no lake");

            assertThat(get(server, "/health").body()).isEqualTo("{\"state\":\"FAILED\",\"error\":\"no lake\"}");
        }
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (StatusServer server = StatusServer.listen(0)) {
            assertThatThrownBy(() -> StatusServer.listen(server.port()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Port " + server.port())
                    .hasMessageContaining("'http.port'");
        }
    }

    private HttpResponse<String> get(StatusServer server, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        return client.send(HttpRequest.newBuilder(uri).GET().build(), HttpResponse.BodyHandlers.ofString());
    }
}
