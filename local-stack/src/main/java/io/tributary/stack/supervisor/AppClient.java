package io.tributary.stack.supervisor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks an app of ours for {@code /status}. The last answer stands in while the app is away. */
final class AppClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final int OK = 200;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();

    private final URI uri;
    private volatile JsonNode last = MAPPER.createObjectNode();

    AppClient(int port) {
        this.uri = URI.create("http://127.0.0.1:" + port + "/status");
    }

    /** The newest answer; an empty object before the first. */
    JsonNode status() {
        try {
            HttpRequest request = HttpRequest.newBuilder(uri).timeout(TIMEOUT).build();
            HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == OK) {
                last = MAPPER.readTree(response.body());
            }
        } catch (JsonProcessingException e) {
            org.slf4j.LoggerFactory.getLogger(AppClient.class).warn("{} does not answer with JSON", uri);
        } catch (IOException e) {
            // It is away; its process' state says so.
            return last;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return last;
    }
}
