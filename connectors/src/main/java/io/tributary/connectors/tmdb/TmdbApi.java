package io.tributary.connectors.tmdb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.connectors.plugin.StopSignal;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks TMDB's API v3, as often as it takes and never faster than allowed. Requests are named by path and query without the
 * key, in logs and exceptions too.
 *
 * @see <a href="https://developer.themoviedb.org/docs/errors">TMDB's status codes</a>
 */
final class TmdbApi {

    private static final Logger LOG = LoggerFactory.getLogger(TmdbApi.class);

    private static final String KEY_CHECK = "/authentication";
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int CODE_NOT_FOUND = 34;
    private static final long MAX_RETRY_AFTER_SECONDS = 3600;

    private final HttpClient http;
    private final ObjectMapper mapper = new ObjectMapper();
    private final TmdbConfig config;
    private final StopSignal stop;
    private final Pace pace;

    TmdbApi(TmdbConfig config, StopSignal stop) {
        this.config = config;
        this.stop = stop;
        pace = new Pace(config.getDouble(TmdbConfig.RATE), stop);
        http = HttpClient.newBuilder()
                .connectTimeout(timeout())
                // A redirect would take the token elsewhere.
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    private Duration timeout() {
        return Duration.ofMillis(config.getInt(TmdbConfig.TIMEOUT));
    }

    /**
     * Sends a request.
     *
     * @param request path and query below the API's root, without key
     * @throws TmdbUnavailableException if there is no useful answer after all attempts
     * @throws ConnectException if TMDB does not accept the key: nothing can go on
     */
    Answer get(String request) throws TmdbUnavailableException {
        String trouble = "stopped";
        for (int failures = 0; !stop.isStopped(); ) {
            pace.await();
            boolean askedToWait = false;
            try {
                HttpResponse<String> response = http.send(message(request), HttpResponse.BodyHandlers.ofString());
                Answer answer = judge(request, response);
                if (answer != null) {
                    return answer;
                }
                trouble = "HTTP " + response.statusCode() + " " + kind(response);
                askedToWait = waitAsAsked(response);
            } catch (IOException e) {
                // Not as a cause: the library's messages may name the whole URL.
                trouble = e.getClass().getSimpleName();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
            failures++;
            LOG.info("TMDB did not answer {} usefully ({}), failure {}", request, trouble, failures);
            boolean again = askedToWait ? failures < config.getInt(TmdbConfig.ATTEMPTS) : stop.waitAfter(failures);
            if (!again) {
                break;
            }
        }
        throw new TmdbUnavailableException("TMDB did not answer " + request + " usefully: " + trouble);
    }

    /**
     * Asks once whether the key is accepted. An API that does not answer, or knows no such question, is left to the polls.
     *
     * @throws ConnectException if TMDB does not accept the key
     */
    void checkKey() {
        try {
            judge(KEY_CHECK, http.send(message(KEY_CHECK), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            LOG.info("TMDB did not answer {}: {}", KEY_CHECK, e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest message(String request) {
        String url = config.getString(TmdbConfig.BASE_URL) + request;
        String key = config.secret(TmdbConfig.API_KEY);
        if (key != null) {
            url += (request.contains("?") ? "&" : "?") + "api_key=" + URLEncoder.encode(key, StandardCharsets.UTF_8);
        }
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(URI.create(url)).timeout(timeout()).header("Accept", "application/json");
        String token = config.secret(TmdbConfig.TOKEN);
        return (token == null ? builder : builder.header("Authorization", "Bearer " + token)).build();
    }

    /** What a response means, or null if it means to try again. */
    private Answer judge(String request, HttpResponse<String> response) {
        JsonNode json = parse(response.body());
        int status = response.statusCode();
        if (status == UNAUTHORIZED) {
            throw new ConnectException("TMDB does not accept the key (HTTP 401, code " + code(json) + "); check "
                    + TmdbConfig.TOKEN + " or " + TmdbConfig.API_KEY);
        }
        if (json == null || status == TOO_MANY_REQUESTS || status >= 500 || status >= 300 && status < 400) {
            return null;
        }
        if (status == NOT_FOUND && code(json) == CODE_NOT_FOUND) {
            return new Answer.Gone();
        }
        if (status >= 400) {
            return new Answer.Refused(request + " is refused: HTTP " + status + ", code " + code(json));
        }
        return new Answer.Found(response.body(), json);
    }

    private JsonNode parse(String body) {
        try {
            JsonNode json = mapper.readTree(body);
            return json != null && json.isObject() ? json : null;
        } catch (JsonProcessingException e) {
            return null; // a proxy's HTML page, or an answer that was cut off
        }
    }

    private static int code(JsonNode json) {
        return json == null ? 0 : json.path("status_code").asInt();
    }

    private static String kind(HttpResponse<String> response) {
        return response.headers().firstValue("Content-Type").orElse("without content type");
    }

    private boolean waitAsAsked(HttpResponse<String> response) {
        String after = response.headers().firstValue("Retry-After").orElse("");
        if (!after.matches("\\d{1,6}")) {
            return false;
        }
        stop.pause(Math.min(MAX_RETRY_AFTER_SECONDS, Long.parseLong(after)) * 1000);
        return true;
    }
}
