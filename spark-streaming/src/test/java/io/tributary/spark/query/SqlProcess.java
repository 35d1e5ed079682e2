package io.tributary.spark.query;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** The SQL process inside the test's JVM, with a client. */
final class SqlProcess implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final SparkSession session;
    private final QueryServer server;
    private final QueryWatch watch;
    private final QueryMetrics metrics;

    SqlProcess(TestLake lake, int maxQueries, int tableRows) throws IOException {
        QueryConfig config =
                new QueryConfig(lake.storage(), 0, maxQueries, Duration.ofMinutes(2), tableRows, 1L << 30, Map.of());
        session = lake.querySession();
        QueryEngine engine = new QueryEngine(session, config.spillBytes());
        server = new QueryServer(config.port(), config.maxQueries());
        watch = new QueryWatch(engine::cancelJobGroup);
        metrics = new QueryMetrics(watch::count);
        server.ready(new SqlHandler(engine, watch, config, metrics), metrics);
    }

    URI address(String pathAndQuery) {
        return URI.create("http://127.0.0.1:" + server.port() + pathAndQuery);
    }

    int running() {
        return watch.count();
    }

    int activeJobs() {
        return session.sparkContext().statusTracker().getActiveJobIds().length;
    }

    SparkSession session() {
        return session;
    }

    HttpClient client() {
        return client;
    }

    HttpRequest request(String query, String sql) {
        return HttpRequest.newBuilder(address("/sql" + query))
                .POST(HttpRequest.BodyPublishers.ofString(sql))
                .build();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(address(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String query, String sql) throws IOException, InterruptedException {
        return client.send(request(query, sql), HttpResponse.BodyHandlers.ofString());
    }

    /** The answer to a statement that must succeed. */
    String answer(String format, String sql) throws IOException, InterruptedException {
        HttpResponse<String> response = post("?format=" + format, sql);
        if (response.statusCode() != 200) {
            throw new AssertionError(sql + " -> " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    /** The message of a statement that must be answered with 400. */
    String error(String sql) throws IOException, InterruptedException {
        HttpResponse<String> response = post("?format=csv", sql);
        if (response.statusCode() != 400) {
            throw new AssertionError(sql + " -> " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    @Override
    public void close() {
        watch.close();
        server.close();
        metrics.close();
    }
}
