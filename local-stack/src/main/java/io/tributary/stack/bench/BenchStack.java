package io.tributary.stack.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.stack.config.PortRole;
import io.tributary.stack.layout.StackException;
import io.tributary.stack.process.EmbeddedPostgres;
import io.tributary.stack.status.StackStatus;
import io.tributary.stack.supervisor.Stack;
import io.tributary.stack.supervisor.StackPlan;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The stack that is measured, with its database if it has one. */
final class BenchStack implements AutoCloseable {

    /** Beyond this a measurement has failed rather than been slow. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Stack stack;
    private final Optional<EmbeddedPostgres> database;
    private final URI sparkStatus;
    private final URI streamsStatus;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER)
            .build();

    /**
     * A table of the lake as the Spark app sees it.
     *
     * @param rows rows that can be queried
     * @param newestMicros commit time at the source of the newest change that can be queried, microseconds since 1970
     */
    record LakeTable(long rows, long newestMicros) {}

    /** Starts a stack. */
    BenchStack(StackPlan plan) {
        this.database = plan.postgres();
        this.sparkStatus = statusOf(plan, PortRole.SPARK);
        this.streamsStatus = statusOf(plan, PortRole.STREAMS);
        this.stack = Stack.start(plan);
    }

    private static URI statusOf(StackPlan plan, PortRole app) {
        int port = plan.context().config().stack().ports().of(app);
        return URI.create("http://127.0.0.1:" + port + "/status");
    }

    void awaitReady() {
        stack.awaitReady(PATIENCE);
    }

    StackPlan plan() {
        return stack.plan();
    }

    StackStatus status() {
        return stack.status();
    }

    /** A connection to the stack's own Postgres, which it has to have. */
    Connection connect() throws SQLException {
        EmbeddedPostgres own = database.orElseThrow();
        return DriverManager.getConnection(
                own.jdbcUrl(), EmbeddedPostgres.OWNER, own.password().reveal());
    }

    /** The tables of one layer, by the name of the dataset. Empty while the Spark app does not answer. */
    Map<String, LakeTable> tables(String layer) {
        Map<String, LakeTable> tables = new HashMap<>();
        for (JsonNode table : ask(sparkStatus).path("tables")) {
            if (table.path("layer").asText().equals(layer)) {
                tables.put(
                        table.path("dataset").asText(),
                        new LakeTable(
                                table.path("rows").asLong(-1),
                                table.path("newest_source_ts_us").asLong()));
            }
        }
        return tables;
    }

    /** Records of a dataset that the Streams app has sent to the clean topic since it was started. */
    long cleaned(String dataset) {
        for (JsonNode topic : ask(streamsStatus).path("topics")) {
            if (topic.path("name").asText().equals(dataset)) {
                return topic.path("records").asLong();
            }
        }
        return 0;
    }

    /** What an app says of itself; nothing while it does not answer. */
    private JsonNode ask(URI app) {
        try {
            HttpRequest request = HttpRequest.newBuilder(app).timeout(ANSWER).build();
            return JSON.readTree(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            return JSON.missingNode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while measuring", e);
        }
    }

    /** Waits until tables have so many rows in both layers. */
    void awaitRows(Map<String, Long> bronze, Map<String, Long> silver) {
        await(
                () -> hasRows("bronze", bronze) && hasRows("silver", silver),
                () -> "tables are not complete; bronze " + tables("bronze") + " of " + bronze + ", silver "
                        + tables("silver") + " of " + silver);
    }

    void await(BooleanSupplier condition, Supplier<String> complaint) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new StackException("After " + PATIENCE.toMinutes() + " minutes " + complaint.get());
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    @Override
    public void close() {
        stack.close();
    }

    private boolean hasRows(String layer, Map<String, Long> wanted) {
        Map<String, LakeTable> tables = tables(layer);
        return wanted.entrySet().stream()
                .allMatch(entry -> tables.containsKey(entry.getKey())
                        && tables.get(entry.getKey()).rows() == entry.getValue());
    }
}
