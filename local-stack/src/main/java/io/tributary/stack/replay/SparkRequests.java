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

/** Asks something of a table in the Spark app. */
public final class SparkRequests {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int ACCEPTED = 202;

    private final String root;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    /** Of the app that listens on a port of loopback. */
    public SparkRequests(int port) {
        this.root = "http://127.0.0.1:" + port;
    }

    /**
     * Asks.
     *
     * @param more fields of the request beside the table's
     * @param what is asked for, as in "refuses to ..."
     * @throws StackException if the app refuses or does not answer
     */
    public void post(String path, String layer, Dataset dataset, Map<String, Object> more, String what) {
        URI uri = URI.create(root + path);
        Map<String, Object> request = new HashMap<>(more);
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
                throw new StackException("The " + layer + " table " + dataset.tableName() + " refuses to " + what + ": "
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
