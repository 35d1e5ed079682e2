package io.tributary.stack.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.schemas.naming.Dataset;
import io.tributary.stack.layout.StackException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Asks the Spark app to let a table read its topic again, to leave it alone amid that, and to go on. */
final class TableReplays {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int ACCEPTED = 202;

    private final URI uri;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    TableReplays(int port) {
        this.uri = URI.create("http://127.0.0.1:" + port + "/replay");
    }

    /**
     * Begins a replay.
     *
     * @param from per partition the first offset
     * @throws StackException if the app refuses or does not answer
     */
    void begin(String layer, Dataset dataset, Map<Integer, Long> from) {
        ask("begin", layer, dataset, Map.of("offsets", from));
    }

    /**
     * Stops a replay behind what is being written.
     *
     * @throws StackException if the app refuses or does not answer
     */
    void stop(String layer, Dataset dataset) {
        ask("stop", layer, dataset, Map.of());
    }

    /**
     * Lets a replay that was stopped go on.
     *
     * @throws StackException if the app refuses or does not answer
     */
    void resume(String layer, Dataset dataset) {
        ask("resume", layer, dataset, Map.of());
    }

    private void ask(String action, String layer, Dataset dataset, Map<String, Object> more) {
        Map<String, Object> request = new HashMap<>(more);
        request.put("action", action);
        request.put("layer", layer);
        request.put("source", dataset.source());
        request.put("dataset", dataset.name());
        try {
            String body = JSON.writeValueAsString(request);
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(uri)
                            .timeout(TIMEOUT)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != ACCEPTED) {
                throw new StackException("The " + layer + " table " + dataset.tableName() + " refuses to " + action
                        + " a replay: "
                        + JSON.readTree(response.body()).path("error").asText(response.body()));
            }
        } catch (JsonProcessingException e) {
            throw new StackException("The Spark app answers " + uri + " with something else than JSON", e);
        } catch (IOException e) {
            throw new StackException(
                    "The Spark app does not answer at " + uri + ": " + e + ". 'tributary status' shows whether it runs",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while asking the Spark app", e);
        }
    }
}
