package io.tributary.stack.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.stack.config.PortRole;
import io.tributary.stack.config.Ports;
import io.tributary.stack.status.ArchiveStatus;
import io.tributary.stack.status.ConnectorStatus;
import io.tributary.stack.status.DiskStatus;
import io.tributary.stack.status.Endpoints;
import io.tributary.stack.status.FilesStatus;
import io.tributary.stack.status.PollStatus;
import io.tributary.stack.status.ProcessStatus;
import io.tributary.stack.status.SourceStatus;
import io.tributary.stack.status.StackStatus;
import io.tributary.stack.status.StatusJson;
import io.tributary.stack.status.TableStatus;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusServerTest {

    private static final StackStatus STATUS = new StackStatus(
            false,
            List.of("spark is STARTING"),
            new StackStatus.Progress(1, 2),
            new StackStatus.SupervisorStatus(5, 1024),
            List.of(),
            List.of(new ProcessStatus("spark", "STARTING", 17L, 2048, 1, null, "/logs/spark.log")),
            List.of(new ConnectorStatus(
                    "postgres-shop", "shop", "RUNNING", List.of(new ConnectorStatus.TaskStatus(0, "RUNNING")), null)),
            List.of(new SourceStatus(
                    "shop",
                    "postgres",
                    "tributary_shop",
                    true,
                    "reserved",
                    4096L,
                    null,
                    List.of("public.orders"),
                    List.of(),
                    List.of(new SourceStatus.LeftOut("public.odd", "no key")),
                    List.of(),
                    null)),
            List.of(new FilesStatus(
                    "jobs", "movements", 3, 1, 300, 120, 0, 1000, 2, "2024/202401.7z", "2024-02-01T00:00:00Z", null)),
            List.of(new PollStatus("films", 12, 3, 0, "2024-02-01T00:00:00Z")),
            new ArchiveStatus(
                    "no",
                    "2024-02-01T00:00:00Z",
                    4,
                    List.of(new ArchiveStatus.TopicStatus("t", 4, "no", "2024-02-01T00:00:00Z")),
                    "2024-02-01T00:00:05Z"),
            List.of(new TableStatus(
                    "silver",
                    "shop_orders",
                    "shop",
                    "orders",
                    3L,
                    0L,
                    1500L,
                    "2026",
                    0L,
                    null,
                    null,
                    null,
                    null,
                    Map.of(0, 17L),
                    List.of(new TableStatus.Lost(0, 17, 19)),
                    List.of(),
                    0L)),
            new Endpoints(
                    new Endpoints.Postgres("127.0.0.1", 1, "shop", "tributary", "/state/secrets/pgpass"),
                    new Endpoints.Kafka("127.0.0.1:2"),
                    new Endpoints.Registry("http://r"),
                    new Endpoints.Connect("http://c"),
                    new Endpoints.S3("http://s", "lake", "/state/secrets/objectstore.properties"),
                    new Endpoints.Sql("http://q"),
                    new Endpoints.Supervisor("http://v")),
            new DiskStatus(99, "OK"));

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port = Ports.free().of(PortRole.SUPERVISOR);
    private StatusServer server;

    @BeforeEach
    void start() {
        server = StatusServer.start(port, () -> STATUS);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theStatusHasItsDocumentedShape() throws Exception {
        JsonNode json = new ObjectMapper().readTree(get("/status").body());

        assertThat(json.path("ready").asBoolean(true)).isFalse();
        JsonNode process = json.path("processes").path(0);
        assertThat(process.path("name").asText()).isEqualTo("spark");
        assertThat(process.path("state").asText()).isEqualTo("STARTING");
        assertThat(process.path("pid").asLong()).isEqualTo(17);
        assertThat(process.path("rss_bytes").asLong()).isEqualTo(2048);
        assertThat(process.path("restarts").asInt()).isEqualTo(1);
        JsonNode table = json.path("tables").path(0);
        assertThat(table.path("freshness_ms").asLong()).isEqualTo(1500);
        assertThat(table.path("last_commit").asText()).isEqualTo("2026");
        assertThat(table.has("error")).isTrue();
        assertThat(table.path("error").isNull()).isTrue();
        assertThat(table.path("replay_stopped_at").path("0").asLong()).isEqualTo(17);
        assertThat(table.path("lost").path(0).path("to").asLong()).isEqualTo(19);
        assertThat(json.path("sources").path(0).path("retained_wal_bytes").asLong())
                .isEqualTo(4096);
        assertThat(json.path("sources")
                        .path(0)
                        .path("left_out")
                        .path(0)
                        .path("reason")
                        .asText())
                .isEqualTo("no key");
        assertThat(json.path("endpoints").path("postgres").path("password_file").asText())
                .isEqualTo("/state/secrets/pgpass");
    }

    @Test
    void theStatusIsReadAsItWasWritten() throws Exception {
        assertThat(StatusJson.read(get("/status").body())).isEqualTo(STATUS);
    }

    @Test
    void healthSaysWhetherTheStackIsReady() throws Exception {
        HttpResponse<String> health = get("/health");

        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(health.body()).isEqualTo("{\"state\":\"STARTING\"}");
    }

    @Test
    void theNumbersAreMetricsToo() throws Exception {
        assertThat(get("/metrics").body())
                .contains(
                        "tributary_ready 0.000\n",
                        "tributary_process_resident_bytes{process=\"spark\"} 2048.000\n",
                        "tributary_source_retained_wal_bytes{source=\"shop\"} 4096.000\n",
                        "tributary_archive_behind_records{topic=\"t\"} 4.000\n",
                        "tributary_table_freshness_seconds{layer=\"silver\",source=\"shop\",dataset=\"orders\"} 1.500\n");
    }

    @Test
    void nothingCanBeChanged() throws Exception {
        HttpRequest post = HttpRequest.newBuilder(uri("/status"))
                .POST(BodyPublishers.ofString("{}"))
                .build();

        assertThat(client.send(post, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
