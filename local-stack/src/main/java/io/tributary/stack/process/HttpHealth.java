package io.tributary.stack.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Health by an HTTP answer.
 *
 * @param uri what is asked with GET
 * @param anyAnswer whether an answer below 500 is enough, for servers that want a login
 */
record HttpHealth(URI uri, boolean anyAnswer) implements HealthCheck {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int SERVER_ERROR = 500;
    private static final int OK = 200;
    private static final int LONGEST_REASON = 300;
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    static HttpHealth ok(int port, String path) {
        return new HttpHealth(URI.create("http://127.0.0.1:" + port + path), false);
    }

    static HttpHealth answers(int port) {
        return new HttpHealth(URI.create("http://127.0.0.1:" + port + "/"), true);
    }

    @Override
    public Health check() {
        try {
            HttpRequest request = HttpRequest.newBuilder(uri).timeout(TIMEOUT).build();
            HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            boolean serves = anyAnswer ? response.statusCode() < SERVER_ERROR : response.statusCode() == OK;
            return serves ? new Health.Healthy() : new Health.NotReady(reason(response));
        } catch (IOException e) {
            return new Health.Unreachable(
                    "no answer from " + uri + " (" + e.getClass().getSimpleName() + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Health.Unreachable("interrupted");
        }
    }

    private String reason(HttpResponse<String> response) {
        String body = response.body().strip();
        String shown = body.length() > LONGEST_REASON ? body.substring(0, LONGEST_REASON) + " ..." : body;
        return uri + " answers " + response.statusCode() + (shown.isEmpty() ? "" : ": " + shown);
    }
}
