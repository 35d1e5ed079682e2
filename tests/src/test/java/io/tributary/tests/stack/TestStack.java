package io.tributary.tests.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tributary.schemas.naming.Topics;
import io.tributary.tests.Checkout;
import io.tributary.tests.Eventually;
import io.tributary.tests.Fork;
import io.tributary.tests.FreePorts;
import io.tributary.tests.postgres.PostgresServer;
import io.tributary.tests.workload.Lake;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** One stack in a folder of its own, shared by the end-to-end tests. */
public final class TestStack implements AutoCloseable, Lake {

    private static final Duration START = Duration.ofMinutes(4);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    /** Tasks of the archive. */
    public static final int ARCHIVE_TASKS = 2;

    /** A topic that nobody but the archive reads. */
    public static final String ARCHIVED_ONLY = "archived.only";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Path state;
    private final StackConfiguration configuration;
    private final PostgresServer database;
    private final Command command;
    private final HttpClient http = HttpClient.newHttpClient();
    private final S3FaultProxy s3;

    private TestStack(Path folder, PostgresServer database) {
        this.folder = folder;
        this.state = folder.resolve("state");
        this.configuration = new StackConfiguration(folder.resolve("tributary.yaml"));
        this.database = database;
        this.command = new Command(folder, Map.of(StackConfiguration.PASSWORD_VARIABLE, PostgresServer.PASSWORD));
        int store = FreePorts.next();
        s3 = new S3FaultProxy(configuration.port("objectstore"), store);
        configuration.objectStoreListensOn(store);
        configuration.archive("rotate-interval", "8s");
        configuration.archive(
                "settings",
                "{flush.size: 5000, retry.backoff.ms: 500, tasks.max: " + ARCHIVE_TASKS + ", topics.regex: '"
                        + Topics.RAW_DATA + "|" + ARCHIVED_ONLY + "'}");
    }

    /** Prepares a stack and starts a database for it; {@link #up} starts the stack. */
    static TestStack prepare(Path folder) throws IOException {
        Checkout.markAsBuilt();
        return new TestStack(folder, PostgresServer.start(folder, Map.of("wal_level", "logical")));
    }

    public PostgresServer database() {
        return database;
    }

    /** Makes a database that {@link #awaitDrained} can watch. */
    public void createDatabase(String name) throws SQLException {
        database.createDatabase(name);
        try (Connection connection = database.connect(name);
                Statement statement = connection.createStatement()) {
            statement.execute(Drain.MARKER_DDL);
        }
    }

    public StackConfiguration configuration() {
        return configuration;
    }

    public Path folder() {
        return folder;
    }

    /** The variables that the configuration refers to. */
    public Map<String, String> environment() {
        return Map.of(StackConfiguration.PASSWORD_VARIABLE, PostgresServer.PASSWORD);
    }

    /** What stands between the stack and its object store, and can make it faulty. */
    public S3FaultProxy s3() {
        return s3;
    }

    /** Starts the stack, lets it go by its configuration, or clears away what a killed supervisor left and starts it. */
    public void up() {
        succeed(START, "up", "--detach", "--config", configuration.file().toString(), "--state", state.toString());
    }

    /** As the command shows it, which takes a second of a processor. */
    public JsonNode status() {
        return json(succeed(ANSWER, "status", "--json", "--state", state.toString()));
    }

    /** The same from the supervisor itself, which takes milliseconds; missing while it does not answer. */
    public JsonNode statusNow() {
        URI uri = URI.create("http://127.0.0.1:" + configuration.port("supervisor") + "/status");
        try (InputStream answer = uri.toURL().openStream()) {
            return JSON.readTree(answer);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** A table's entry in the status. */
    public JsonNode table(String layer, String name) {
        for (JsonNode table : statusNow().path("tables")) {
            if (table.path("layer").asText().equals(layer)
                    && table.path("name").asText().equals(name)) {
                return table;
            }
        }
        return MissingNode.getInstance();
    }

    public JsonNode process(String name) {
        for (JsonNode process : statusNow().path("processes")) {
            if (process.path("name").asText().equals(name)) {
                return process;
            }
        }
        throw new AssertionError("The status shows no process " + name);
    }

    /** What the transactional ids of the Streams app begin with, up to the number of the thread. */
    public String streamsProcess() {
        try {
            Path file = state.resolve("data/streams/tributary-streams/kafka-streams-process-metadata");
            return "tributary-streams-"
                    + JSON.readTree(file.toFile()).path("processId").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the command with the stack's state directory. */
    public Command.Result run(String... arguments) {
        return run(ANSWER, arguments);
    }

    /** Runs the command with the stack's state directory; it may take long. */
    public Command.Result run(Duration within, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--state", state.toString()));
        return command.run(within, all.toArray(String[]::new));
    }

    /** Starts the command with the stack's state directory. */
    public Process start(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--state", state.toString()));
        return command.start(all.toArray(String[]::new));
    }

    /** The archive of raw topics, as the local object store keeps it. */
    public Path archive() {
        return state.resolve("data/objectstore/lake/raw");
    }

    @Override
    public List<Map<String, String>> query(String sql) {
        try {
            URI uri = URI.create("http://127.0.0.1:" + configuration.port("query") + "/sql?format=json");
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .timeout(Duration.ofMinutes(2))
                    .POST(HttpRequest.BodyPublishers.ofString(sql))
                    .build();
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new AssertionError(response.body() + " for " + sql);
            }
            return response.body().lines().map(TestStack::row).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for an answer", e);
        }
    }

    /** Kills a process with SIGKILL, as an accident would. */
    public void kill(String name) {
        kill(process(name).path("pid").asLong());
    }

    /** Stops a process with SIGSTOP: it is there and does nothing. The supervisor takes one for dead after a while. */
    public void freeze(String name) {
        signal("STOP", name);
    }

    /** Lets a process go on that is {@linkplain #freeze frozen}, if it is still there. */
    public void thaw(String name) {
        signal("CONT", name);
    }

    private void signal(String signal, String name) {
        try {
            String pid = process(name).path("pid").asText();
            new ProcessBuilder("kill", "-" + signal, pid).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while process " + name + " got a signal", e);
        }
    }

    /** Kills the supervisor with SIGKILL; what it started goes on. */
    public void killSupervisor() {
        try {
            JsonNode record = JSON.readTree(state.resolve("run/stack.json").toFile());
            kill(record.path("supervisor").path("pid").asLong());
            // The next one does not start on a port that is taken.
            s3.listenAnew();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until every change that is committed now can be queried. */
    public void awaitDrained(String source, String databaseName, Duration within) {
        new Drain(this, source, databaseName).await(within);
    }

    /** Where the object store keeps the objects of the lake's bucket as files. */
    public Path bucket() {
        return state.resolve("data/objectstore/lake");
    }

    /** Waits until all that is in the raw topics of some sources can be queried. */
    public void awaitEmptyPipes(Set<String> sources, Duration within) {
        try (Pipes pipes = new Pipes(this, sources::contains)) {
            Eventually.holds("all records of " + sources + " can be queried", within, pipes::areEmpty, pipes::text);
        }
    }

    /** Files of the state directory, apart from data and secrets. */
    public List<Path> logsAndRunFiles() throws IOException {
        try (Stream<Path> files = Stream.concat(Files.walk(state.resolve("logs")), Files.walk(state.resolve("run")))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Override
    public void close() {
        if (!Files.isDirectory(state)) {
            // It was never started.
            database.close();
            return;
        }
        keepLogs();
        try {
            succeed(Duration.ofMinutes(2), "down", "--purge", "--state", state.toString());
        } finally {
            database.close();
        }
    }

    private void keepLogs() {
        Path kept = Checkout.home().resolve("tests/target/stack-logs/" + Fork.number());
        try {
            Files.createDirectories(kept);
            for (Path log : logsAndRunFiles()) {
                if (log.getFileName().toString().endsWith(".log")) {
                    Files.copy(log, kept.resolve(log.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String succeed(Duration within, String... arguments) {
        Command.Result result = command.run(within, arguments);
        if (result.exitCode() != 0) {
            throw new AssertionError("tributary " + String.join(" ", arguments) + " ended with " + result.exitCode()
                    + ":\n" + result.out() + result.err());
        }
        return result.out();
    }

    /** Kills a process with SIGKILL whose id is known already. */
    public static void kill(long pid) {
        ProcessHandle victim = ProcessHandle.of(pid).orElseThrow();
        victim.destroyForcibly();
        Eventually.holds("process " + pid + " is gone", Duration.ofSeconds(20), () -> !victim.isAlive());
    }

    private static Map<String, String> row(String line) {
        Map<String, String> row = new LinkedHashMap<>();
        json(line)
                .properties()
                .forEach(field -> row.put(
                        field.getKey(),
                        field.getValue().isNull() ? null : field.getValue().asText()));
        return row;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not JSON: " + text, e);
        }
    }
}
