package io.tributary.spark.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class QueryServerTest {

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/sql", "/metrics"})
    void whileItStartsItSaysSo(String path) throws Exception {
        try (QueryServer server = new QueryServer(0, 1)) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                    .build();
            HttpResponse<String> response =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.body())
                    .isIn(
                            "{\"state\":\"STARTING\"}\n",
                            "{\"error\":\"The SQL process is still starting; try again in a moment\"}\n");
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() throws Exception {
        try (QueryServer first = new QueryServer(0, 1)) {
            assertThatThrownBy(() -> new QueryServer(first.port(), 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Port " + first.port() + " on 127.0.0.1 is taken; set 'http.port'");
        }
    }
}
