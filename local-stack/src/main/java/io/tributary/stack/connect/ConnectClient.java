package io.tributary.stack.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Kafka Connect's REST API. Every method throws a {@link ConnectException} if Connect does not answer or refuses; an
 * answer that Connect is rebalancing is waited out.
 *
 * @see <a href="https://kafka.apache.org/documentation/#connect_rest">REST API</a>
 */
public final class ConnectClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(100);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final int NOT_FOUND = 404;
    private static final int REBALANCING = 409;
    private static final int SERVER_ERROR = 500;

    private final URI base;
    private final Supplier<List<String>> secrets;
    private final HttpClient client;

    /**
     * Connects to nothing yet.
     *
     * @param base the API's root, for instance {@code http://127.0.0.1:18083}
     * @param secrets gives the texts that must not be in any message
     */
    public ConnectClient(URI base, Supplier<List<String>> secrets) {
        this.base = base;
        this.secrets = secrets;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    /** The names of all connectors. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        json(get("/connectors")).forEach(name -> names.add(name.asText()));
        return List.copyOf(names);
    }

    /** The configuration of a connector; empty if there is no such connector. References to secrets are not resolved. */
    public Optional<Map<String, String>> config(String connector) {
        HttpResponse<String> response = get(path(connector) + "/config");
        if (response.statusCode() == NOT_FOUND) {
            return Optional.empty();
        }
        Map<String, String> config = new TreeMap<>();
        json(response)
                .properties()
                .forEach(entry -> config.put(entry.getKey(), entry.getValue().asText()));
        config.remove("name");
        return Optional.of(config);
    }

    /** Makes a connector, or gives it another configuration, upon which it restarts. */
    public void put(String connector, Map<String, String> config) {
        try {
            String body = JSON.writeValueAsString(config);
            json(send(request(path(connector) + "/config")
                    .header("Content-Type", "application/json")
                    .PUT(HttpRequest.BodyPublishers.ofString(body))
                    .build()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A map of strings does not serialise to JSON", e);
        }
    }

    /** Makes a connector that does nothing before it is {@linkplain #resume resumed}. */
    void createStopped(String connector, Map<String, String> config) {
        ObjectNode body = JSON.createObjectNode().put("name", connector).put("initial_state", ConnectorState.STOPPED);
        body.set("config", JSON.valueToTree(config));
        accept(send(request("/connectors")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build()));
    }

    /** Gives a connector another configuration; returns when nothing works by the one before. */
    void replace(String connector, Map<String, String> config) {
        stop(connector);
        put(connector, config);
        resume(connector);
    }

    /** Lets a stopped connector go on from its offset; nothing happens to one that runs. */
    void resume(String connector) {
        accept(send(request(path(connector) + "/resume")
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build()));
    }

    /** How a connector is; empty if there is no such connector, or none that has been started yet. */
    public Optional<ConnectorState> state(String connector) {
        HttpResponse<String> response = get(path(connector) + "/status");
        if (response.statusCode() == NOT_FOUND) {
            return Optional.empty();
        }
        JsonNode status = json(response);
        List<ConnectorState.Task> tasks = new ArrayList<>();
        Optional<String> error = trace(status.path("connector"));
        for (JsonNode task : status.path("tasks")) {
            tasks.add(new ConnectorState.Task(
                    task.path("id").asInt(), task.path("state").asText()));
            error = error.or(() -> trace(task));
        }
        return Optional.of(new ConnectorState(
                connector, status.path("connector").path("state").asText(), tasks, error));
    }

    private Optional<String> trace(JsonNode part) {
        String trace = part.path("trace").asText();
        return trace.isBlank() ? Optional.empty() : Optional.of(TraceSummary.of(trace, secrets.get()));
    }

    /** Restarts the connector and those of its tasks that have failed. */
    public void restartFailed(String connector) {
        accept(post(path(connector) + "/restart?includeTasks=true&onlyFailed=true"));
    }

    /** Restarts the connector and its tasks, which read their secrets anew. */
    void restart(String connector) {
        accept(post(path(connector) + "/restart?includeTasks=true&onlyFailed=false"));
    }

    /** Stops and starts the only task of a connector; returns when the old one has let go. */
    void restartTask(String connector) {
        accept(post(path(connector) + "/tasks/0/restart"));
    }

    /** Where a source connector stands, a JSON object for each of its partitions; empty if it has read nothing yet. */
    List<JsonNode> offsets(String connector) {
        HttpResponse<String> response = get(path(connector) + "/offsets");
        if (response.statusCode() == NOT_FOUND) {
            return List.of();
        }
        List<JsonNode> offsets = new ArrayList<>();
        json(response).path("offsets").forEach(each -> offsets.add(each.path("offset")));
        return offsets;
    }

    /**
     * Removes a connector and forgets where it stood, so that one of the same name begins from the beginning.
     *
     * @return whether there was one
     */
    public boolean delete(String connector) {
        if (config(connector).isEmpty()) {
            return false;
        }
        stop(connector);
        retryWhileOnItsWayOut(request(path(connector) + "/offsets").DELETE().build());
        accept(send(request(path(connector)).DELETE().build()));
        return true;
    }

    /**
     * Removes a source connector but not its offset, with which one of the same name begins.
     *
     * @param amend what is changed in the offset, if there is one
     * @return whether there was a connector
     */
    boolean retire(String connector, UnaryOperator<ObjectNode> amend) {
        if (config(connector).isEmpty()) {
            return false;
        }
        stop(connector);
        ObjectNode all = (ObjectNode) json(get(path(connector) + "/offsets"));
        if (all.path("offsets").path(0) instanceof ObjectNode only
                && only.path("offset") instanceof ObjectNode offset) {
            only.set("offset", amend.apply(offset));
            retryWhileOnItsWayOut(request(path(connector) + "/offsets")
                    .header("Content-Type", "application/json")
                    .method("PATCH", HttpRequest.BodyPublishers.ofString(all.toString()))
                    .build());
        }
        accept(send(request(path(connector)).DELETE().build()));
        return true;
    }

    /** Whether Connect says so of the last task: 400 of a source's, 500 of a sink's, whose consumer group has a member yet. */
    private static boolean isOnItsWayOut(HttpResponse<String> response) {
        return response.statusCode() == 400 || response.statusCode() == 500;
    }

    private void stop(String connector) {
        accept(send(request(path(connector) + "/stop")
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build()));
        await(connector, state -> state.stopped() && state.tasks().isEmpty());
    }

    private void retryWhileOnItsWayOut(HttpRequest request) {
        HttpResponse<String> response = send(request);
        for (long end = System.nanoTime() + PATIENCE_NANOS; isOnItsWayOut(response) && System.nanoTime() < end; ) {
            LockSupport.parkNanos(PAUSE_NANOS);
            response = send(request);
        }
        accept(response);
    }

    private void await(String connector, Predicate<ConnectorState> reached) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (state(connector).filter(reached.negate()).isPresent()) {
            if (System.nanoTime() > end) {
                throw new ConnectException("The connector " + connector + " does not stop; see Kafka Connect's log");
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static String path(String connector) {
        return "/connectors/" + URLEncoder.encode(connector, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(TIMEOUT).header("Accept", "application/json");
    }

    private HttpResponse<String> get(String path) {
        return send(request(path).GET().build());
    }

    private HttpResponse<String> post(String path) {
        return send(request(path).POST(HttpRequest.BodyPublishers.noBody()).build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        try {
            while (true) {
                HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
                if (!isRebalancing(response) || System.nanoTime() > end) {
                    return response;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (IOException e) {
            throw new ConnectException("Kafka Connect at " + base + " does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("Interrupted while waiting for Kafka Connect at " + base, e);
        }
    }

    /** Some questions are answered so with HTTP 500 and a text of Connect's RebalanceNeededException. */
    private static boolean isRebalancing(HttpResponse<String> response) {
        return response.statusCode() == REBALANCING
                || response.statusCode() == SERVER_ERROR && response.body().contains("a rebalance is expected");
    }

    private void accept(HttpResponse<String> response) {
        if (response.statusCode() >= 300) {
            throw refused(response);
        }
    }

    private JsonNode json(HttpResponse<String> response) {
        accept(response);
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw refused(response);
        }
    }

    private ConnectException refused(HttpResponse<String> response) {
        String message = response.body();
        try {
            message = JSON.readTree(message).path("message").asText(message);
        } catch (JsonProcessingException e) {
            // Then the body as it is says more than nothing.
            message = response.body();
        }
        return new ConnectException(
                "Kafka Connect answered " + response.request().method() + " "
                        + response.request().uri().getPath() + " with HTTP " + response.statusCode() + ": "
                        + TraceSummary.of(message.replaceAll("\\s*\\R\\s*", " "), secrets.get()));
    }
}
