package io.tributary.schemas.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.avro.Schema;

/**
 * A registry that speaks Confluent's REST API: Confluent's own, Apicurio's {@code /apis/ccompat/v7}, Karapace.
 *
 * @see <a href="https://docs.confluent.io/platform/current/schema-registry/develop/api.html">REST API</a>
 */
public final class HttpSchemaRegistry implements SubjectRegistry {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";

    /** Malformed, not allowed, incompatible with the subject's schemas, invalid: the same again gets the same answer. */
    private static final Set<Integer> FINAL_ANSWERS = Set.of(400, 401, 403, 409, 422);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI base;
    private final HttpClient client;
    private final ConcurrentMap<Integer, Schema> byId = new ConcurrentHashMap<>();
    private final ConcurrentMap<Subject, Integer> ids = new ConcurrentHashMap<>();

    private record Subject(String name, Schema schema) {}

    /**
     * Connects to nothing yet.
     *
     * @param base the API's root, for instance {@code http://127.0.0.1:18081/apis/ccompat/v7}
     */
    public HttpSchemaRegistry(URI base) {
        this.base = URI.create(base.toString().replaceAll("/+$", ""));
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .build();
    }

    @Override
    public int register(String subject, Schema schema) {
        Subject key = new Subject(subject, schema);
        Integer known = ids.get(key);
        if (known != null) {
            return known;
        }
        HttpRequest request = request(versions(subject))
                .header("Content-Type", CONTENT_TYPE)
                .POST(HttpRequest.BodyPublishers.ofString(body(schema)))
                .build();
        HttpResponse<String> response = send(request);
        if (response.statusCode() != 200) {
            throw failed(request, response);
        }
        JsonNode answer = parse(request, response).path("id");
        if (!answer.isInt()) {
            throw failed(request, response);
        }
        int id = answer.asInt();
        ids.put(key, id);
        byId.put(id, schema);
        return id;
    }

    @Override
    public Schema byId(int id) throws UnknownSchemaException {
        Schema known = byId.get(id);
        if (known != null) {
            return known;
        }
        HttpRequest request = request("/schemas/ids/" + id).GET().build();
        HttpResponse<String> response = send(request);
        if (response.statusCode() == 404) {
            throw new UnknownSchemaException(id);
        }
        if (response.statusCode() != 200) {
            throw failed(request, response);
        }
        Schema schema = schema(request, response);
        byId.put(id, schema);
        return schema;
    }

    @Override
    public Optional<Schema> latest(String subject) {
        HttpRequest request = request(versions(subject) + "/latest").GET().build();
        HttpResponse<String> response = send(request);
        if (response.statusCode() == 404) {
            return Optional.empty();
        }
        if (response.statusCode() != 200) {
            throw failed(request, response);
        }
        return Optional.of(schema(request, response));
    }

    private static String versions(String subject) {
        return "/subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8) + "/versions";
    }

    private static Schema schema(HttpRequest request, HttpResponse<String> response) {
        return new Schema.Parser()
                .setValidateDefaults(false)
                .parse(parse(request, response).path("schema").asText());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(TIMEOUT)
                .header("Accept", CONTENT_TYPE + ", application/json");
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new RegistryUnavailableException("The schema registry at " + base + " does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryUnavailableException("Interrupted while waiting for the schema registry at " + base, e);
        }
    }

    private static String body(Schema schema) {
        try {
            return JSON.writeValueAsString(Map.of("schema", schema.toString()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A string does not serialise to JSON", e);
        }
    }

    private static JsonNode parse(HttpRequest request, HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw failed(request, response);
        }
    }

    private static RuntimeException failed(HttpRequest request, HttpResponse<String> response) {
        String message = "The schema registry answered " + request.method() + " " + request.uri() + " with HTTP "
                + response.statusCode() + ": " + response.body();
        return FINAL_ANSWERS.contains(response.statusCode())
                ? new SchemaRejectedException(message)
                : new RegistryUnavailableException(message);
    }
}
