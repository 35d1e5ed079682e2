package io.tributary.tests.endtoend.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.tests.Eventually;
import io.tributary.tests.Seed;
import io.tributary.tests.stack.ArchivedTopics;
import io.tributary.tests.stack.Command;
import io.tributary.tests.stack.S3FaultProxy;
import io.tributary.tests.stack.S3FaultProxy.Fault;
import io.tributary.tests.stack.S3FaultProxy.Hold;
import io.tributary.tests.stack.S3FaultProxy.Request;
import io.tributary.tests.stack.SharedStack;
import io.tributary.tests.stack.TestStack;
import io.tributary.tests.stack.Topic;
import io.tributary.tests.workload.Workload;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever becomes of Connect and of S3 while changes flow: each offset of each raw topic is archived exactly once. */
@ExtendWith(SharedStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ArchiveIT {

    private static final String SOURCE = "archived";
    private static final String MADE_AGAIN = TestStack.ARCHIVED_ONLY;
    private static final Duration DRAIN = Duration.ofMinutes(3);
    private static final Duration RESTART = Duration.ofMinutes(2);
    private static final Duration SOON = Duration.ofSeconds(60);

    /** Moments of a file's way into the archive at which Connect is killed. */
    private enum Moment {
        BEFORE_A_CLAIM(Fault.HELD, "/lake/raw/claims/"),
        AMID_A_FILE(Fault.HELD_AMID, "/lake/raw/data/"),
        AFTER_A_FILE(Fault.HELD_DONE, "/lake/raw/data/"),
        AFTER_A_MANIFEST_ENTRY(Fault.HELD_DONE, "/lake/raw/manifest/");

        private final Fault fault;
        private final String prefix;

        Moment(Fault fault, String prefix) {
            this.fault = fault;
            this.prefix = prefix;
        }

        private boolean isWrittenBy(Request request) {
            return request.method().equals("PUT") && request.path().startsWith(prefix);
        }
    }

    private TestStack stack;
    private S3FaultProxy s3;
    private Workload workload;
    private Random random;
    private ArchivedTopics archive;

    @BeforeAll
    void captureADatabaseThroughAFaultyStore(TestStack shared) throws SQLException {
        stack = shared;
        stack.createDatabase(SOURCE);
        long seed = Seed.of(getClass());
        random = new Random(seed);
        workload = Workload.onFewTables(() -> stack.database().connect(SOURCE), seed);
        s3 = stack.s3();
        stack.configuration().onlySource(SOURCE, stack.database(), SOURCE);
        stack.up();
        archive = new ArchivedTopics(stack.bucket());
        workload.start(Duration.ofMillis(150));
    }

    @AfterAll
    void letRequestsPass() throws SQLException {
        if (s3 != null) {
            s3.faults(request -> Fault.NONE);
        }
        if (workload != null) {
            workload.close();
        }
    }

    @Test
    @Order(1)
    void connectIsKilledAtEveryMomentOfAnUpload() throws Exception {
        List<Moment> moments = new ArrayList<>(List.of(Moment.values()));
        Collections.shuffle(moments, random);
        for (Moment moment : moments) {
            int restarts = stack.process("connect").path("restarts").asInt();
            Hold hold = s3.hold(moment.fault, moment::isWrittenBy);
            Request request = await(hold);
            System.out.println("kill -9 connect " + moment + " " + request.path());
            stack.kill("connect");
            hold.release();
            Eventually.holds("connect runs again", RESTART, () -> restarted("connect", restarts));
        }

        awaitMoreFiles(3);
    }

    @Test
    @Order(2)
    void errorsOfS3AreInTheStatusAndPass() {
        s3.faults(request -> isArchive(request) ? Fault.SLOW_DOWN : Fault.NONE);

        Eventually.holds(
                "the status shows what S3 answers",
                SOON,
                () -> stack.statusNow().path("archive").path("error").asText().contains("503"),
                () -> stack.statusNow().path("archive").toString());

        JsonNode status = stack.status();
        assertThat(status.path("problems").toString())
                .contains("Archive, since 20", "was answered with HTTP 503", "records wait in Kafka");
        assertThat(connectorStates(status)).containsOnly("RUNNING");
        s3.faults(request -> Fault.NONE);
        awaitMoreFiles(3);
        Eventually.holds(
                "the status shows that it is over",
                SOON,
                () -> stack.statusNow().path("archive").path("error").isNull());
    }

    @Test
    @Order(3)
    void aStoreThatIsFaultyAndSlowAndARebalance() throws IOException, InterruptedException {
        s3.faults(this::sometimesFaulty);
        awaitMoreFiles(5);
        restartTask(random.nextInt(TestStack.ARCHIVE_TASKS));

        awaitMoreFiles(10);

        assertThat(connectorStates(stack.status())).isNotEmpty();
        s3.faults(request -> Fault.NONE);
    }

    @Test
    @Order(4)
    void aTopicThatIsMadeAgainIsBesideItsFormerSelf() {
        Topic topic = new Topic(stack, MADE_AGAIN);
        topic.create();
        List.of("a", "b", "c").forEach(value -> topic.send(value.getBytes(StandardCharsets.UTF_8)));
        awaitValues("61", "62", "63");

        topic.delete();
        topic.create();
        List.of("d", "e").forEach(value -> topic.send(value.getBytes(StandardCharsets.UTF_8)));

        awaitValues("61", "62", "63", "64", "65");
        awaitMoreFiles(3);
    }

    private void awaitValues(String... values) {
        Eventually.holds(
                "archived are " + List.of(values),
                SOON,
                () -> archive.records(MADE_AGAIN).getOrDefault(MADE_AGAIN, List.of()).stream()
                        .map(Topic.Stored::value)
                        .sorted()
                        .toList()
                        .equals(List.of(values)),
                () -> archive.records(MADE_AGAIN) + " " + stack.statusNow().path("archive"));
    }

    @Test
    @Order(5)
    void atTheEndEachOffsetIsThereOnce() throws SQLException, IOException {
        workload.stop();
        stack.awaitDrained(SOURCE, SOURCE, DRAIN);
        Instant drained = Instant.now();
        Eventually.holds(
                "all is archived",
                SOON,
                () -> allIsArchived(stack.statusNow().path("archive"), drained),
                () -> stack.statusNow().path("archive").toString());

        Command.Result verified = stack.run(DRAIN, "archive", "verify", "--json");
        Map<String, List<Topic.Stored>> archived = archive.records("raw." + SOURCE + ".");

        assertThat(archive.unlisted("raw." + SOURCE + ".")).isEmpty();
        assertThat(archived).hasSizeGreaterThan(4);
        archived.forEach((topic, records) ->
                assertThat(records).as(topic).containsExactlyElementsOf(new Topic(stack, topic).stored()));
        assertThat(verified.exitCode()).as(verified.err() + verified.out()).isZero();
        Map<String, Long> counted = new TreeMap<>();
        for (JsonNode topic : new ObjectMapper().readTree(verified.out()).path("topics")) {
            counted.put(topic.path("topic").asText(), topic.path("records").asLong());
        }
        assertThat(counted).containsKey(MADE_AGAIN);
        archived.forEach((topic, records) -> assertThat(counted).containsEntry(topic, (long) records.size()));
        System.out.println(archived.values().stream().mapToInt(List::size).sum() + " records of " + archived.size()
                + " topics in " + archive.files() + " files");
    }

    private Fault sometimesFaulty(Request request) {
        if (!isArchive(request)) {
            return Fault.NONE;
        }
        synchronized (random) {
            int dice = random.nextInt(10);
            return dice == 0 ? Fault.ERROR : dice == 1 ? Fault.SLOW_DOWN : dice < 5 ? Fault.SLOW : Fault.NONE;
        }
    }

    private static boolean isArchive(Request request) {
        return request.path().startsWith("/lake/raw/");
    }

    private static Request await(Hold hold) throws ExecutionException, InterruptedException, TimeoutException {
        return hold.held().get(Eventually.patient(SOON).toSeconds(), TimeUnit.SECONDS);
    }

    private boolean restarted(String process, int restarts) {
        JsonNode now = stack.process(process);
        return now.path("restarts").asInt() > restarts
                && now.path("state").asText().equals("RUNNING");
    }

    private static boolean allIsArchived(JsonNode archive, Instant at) {
        return archive.path("behind").asLong(-1) == 0
                && Instant.parse(archive.path("at").asText()).isAfter(at);
    }

    private void awaitMoreFiles(int more) {
        int wanted = archive.files() + more;
        Eventually.holds(more + " more files", SOON, () -> archive.files() >= wanted, () -> stack.statusNow()
                .path("problems")
                .toString());
    }

    private void restartTask(int task) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + stack.configuration().port("connect") + "/connectors/archive/tasks/"
                + task + "/restart");
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    }

    private static List<String> connectorStates(JsonNode status) {
        List<String> states = new ArrayList<>();
        status.path("connectors").forEach(connector -> {
            if (connector.path("name").asText().equals("archive")) {
                states.add(connector.path("state").asText());
                connector
                        .path("tasks")
                        .forEach(task -> states.add(task.path("state").asText()));
            }
        });
        return states;
    }
}
