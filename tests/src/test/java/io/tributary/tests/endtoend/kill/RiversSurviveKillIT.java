package io.tributary.tests.endtoend.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tributary.stack.demo.TmdbStandIn;
import io.tributary.tests.Checkout;
import io.tributary.tests.Eventually;
import io.tributary.tests.FreePorts;
import io.tributary.tests.Seed;
import io.tributary.tests.rivers.JobMonths;
import io.tributary.tests.rivers.Landing;
import io.tributary.tests.rivers.ManyFiles;
import io.tributary.tests.rivers.Tally;
import io.tributary.tests.rivers.TroubledFtpServer;
import io.tributary.tests.stack.Command;
import io.tributary.tests.stack.SharedStack;
import io.tributary.tests.stack.SlowProducer;
import io.tributary.tests.stack.TestStack;
import io.tributary.tests.stack.Topic;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Files of an FTP server and of a folder, and films, while Connect is killed, a connection is cut, a server stalls and
 * files are bad: every line is in the lake once, what is no row is a dead letter, what a contract rejected is sent again once
 * it is mended, and files leave when they are in the lake.
 */
@ExtendWith(SharedStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RiversSurviveKillIT {

    private static final Set<String> SOURCES = Set.of("visits", "jobs", "landing", "films");
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final List<String> LAYERS = List.of("bronze", "silver");
    /** One film follows the other in the stand-in, from this number on. */
    private static final int FIRST_FILM = 1001;

    private static final int FILMS = 60;

    private final int ftpPort = FreePorts.next();
    private final int tmdbPort = FreePorts.next();
    private TestStack stack;
    private Random random;
    private Path ftp;
    private JobMonths months;
    private Map<String, String> jobs;
    private ByteBuffer raggedRow;
    private Path contracts;
    private ManyFiles visits;
    private Landing landing;
    private int visitsBeforeStall;
    private TroubledFtpServer server;
    private TmdbStandIn films;

    @BeforeAll
    void writeFiles(TestStack shared) throws IOException, URISyntaxException {
        stack = shared;
        long seed = Seed.of(getClass());
        random = new Random(seed);
        ftp = stack.folder().resolve("ftp");
        months = new JobMonths(ftp, random.nextLong());
        months.write();
        jobs = months.tally().row();
        raggedRow = months.raggedRow();
        visits = new ManyFiles(ftp, random.nextLong());
        visits.write();
        landing = new Landing(stack.folder().resolve("landing"));
        landing.write();
        visitsBeforeStall = random.nextInt(1, ManyFiles.FILES);
        server = new TroubledFtpServer(
                ftpPort, ftp, ManyFiles.FOLDER, visitsBeforeStall, random.nextLong(months.largeBytes() / 2) + 1);
        // At a clock that stands still no film changes, so that each comes once.
        films = TmdbStandIn.start(tmdbPort, seed, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        contracts = contracts();
        stack.configuration().contracts(contracts);
        stack.configuration().noSources();
        stack.configuration().source("visits", ftp("visits", "include: [\"visits/**\"]"));
        stack.configuration().source("landing", landing());
        stack.configuration().source("films", films());
    }

    @AfterAll
    void stopServers() {
        if (server != null) {
            server.close();
        }
        if (films != null) {
            films.close();
        }
    }

    /** The contracts that ship of jobs and films, and those of the other sources. */
    private Path contracts() throws IOException, URISyntaxException {
        Path folder = stack.folder().resolve("contracts");
        Path shipped = Checkout.home().resolve("contracts");
        copy(shipped.resolve("jobs/movements.odcs.yaml"), folder.resolve("jobs/movements.odcs.yaml"));
        for (String name : List.of("movies", "cast", "crew", "collections")) {
            copy(shipped.resolve("films/" + name + ".odcs.yaml"), folder.resolve("films/" + name + ".odcs.yaml"));
        }
        Path own = Path.of(getClass().getResource("/rivers").toURI());
        try (Stream<Path> files = Files.walk(own).filter(Files::isRegularFile)) {
            for (Path file : files.toList()) {
                copy(file, folder.resolve(own.relativize(file).toString()));
            }
        }
        return folder;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private String ftp(String dataset, String settings) {
        return """
                type: files
                url: ftp://127.0.0.1:%d
                poll-interval: 5s
                ftp: { timeout: 120s }
                datasets:
                  %s: { %s }
                """
                .formatted(ftpPort, dataset, settings);
    }

    private String landing() {
        return """
                type: files
                url: file://%s
                poll-interval: 5s
                datasets:
                  notes: { include: ["**/*.csv*"], encoding: UTF-8, after-silver: move, move-to: done }
                  events: { include: ["events/*"], format: json-lines, after-silver: delete }
                """
                .formatted(stack.folder().resolve("landing"));
    }

    private String films() {
        return """
                type: tmdb
                base-url: http://127.0.0.1:%d/3
                token: %s
                collections: [10, 119, 1241]
                discover: { movies: ["sort_by=popularity.desc"] }
                poll-interval: 5s
                """
                .formatted(tmdbPort, TmdbStandIn.TOKEN);
    }

    @Test
    @Order(1)
    void connectKilledAmidManyFilesOfAServerThatStalls() throws IOException {
        CompletableFuture<Void> up = CompletableFuture.runAsync(stack::up);
        Eventually.holds(
                "the files before the stall are read",
                SOON,
                () -> progress("visits", "visits").path("files_done").asLong() == visitsBeforeStall,
                () -> stack.statusNow().toString());
        up.join();
        killConnect("amid " + ManyFiles.FILES + " files, after " + visitsBeforeStall);
        server.goOn();
        awaitRead("visits", "visits", ManyFiles.FILES);
        stack.awaitEmptyPipes(Set.of("visits"), SOON);

        for (String layer : LAYERS) {
            assertThat(tally(layer + ".visits_visits", ManyFiles.PLACE, ManyFiles.AMOUNT, ManyFiles.VALUES))
                    .as(layer)
                    .isEqualTo(visits.tally(RiversSurviveKillIT::isAllowed).row());
        }
    }

    private static boolean isAllowed(BigDecimal amount) {
        return amount.compareTo(ManyFiles.ALLOWED) <= 0;
    }

    @Test
    @Order(2)
    void connectKilledAmidALargeArchive() throws IOException {
        stack.configuration()
                .source(
                        "jobs",
                        ftp(
                                "movements",
                                "include: [\"NOVO CAGED/*/*/CAGEDMOV*.7z\"], period: '(\\d{6})\\.7z$',"
                                        + " csv: { delimiter: \";\", quote: \"\" }, after-silver: delete"));
        mendTheContractOfVisits();
        stack.up();
        killAmidTheArchive(random.nextInt(JobMonths.LARGE / 15, JobMonths.LARGE / 5));
        killAmidTheArchive(random.nextInt(JobMonths.LARGE / 3, JobMonths.LARGE / 2));
        awaitRead("jobs", "movements", months.files());
        stack.awaitEmptyPipes(SOURCES, SOON);
        killConnect("between silver and the deletion of the files");
        Eventually.holds(
                "only the file that cannot be read is left",
                SOON,
                () -> months.left().equals(List.of(months.cutPath())),
                () -> months.left().toString());

        assertThat(server.cuts()).isEqualTo(1);
        for (String layer : LAYERS) {
            assertThat(tally(
                            layer + ".jobs_movements",
                            List.of(JobMonths.PLACE_COLUMNS),
                            JobMonths.AMOUNT,
                            JobMonths.VALUES))
                    .as(layer)
                    .isEqualTo(jobs);
        }
        assertThat(stack.bucket().resolve("silver/jobs_movements/year=2024"))
                .as("the one partition, as the contract says")
                .isDirectoryContaining("glob:**.parquet");
        assertThat(stack.query("SELECT count(*) AS n FROM lake_silver.jobs_movements WHERE year = '2024'"))
                .containsExactly(Map.of("n", jobs.get("n")));
    }

    private void mendTheContractOfVisits() throws IOException {
        Path file = contracts.resolve("visits/visits.odcs.yaml");
        String strict = Files.readString(file);
        String mended = strict.replace("version: 1.0.0", "version: 1.1.0")
                .replace(", maximum: " + ManyFiles.ALLOWED.toPlainString(), "");
        assertThat(mended).hasSizeLessThan(strict.length());
        Files.writeString(file, mended);
    }

    @Test
    @Order(3)
    void whatTheContractRejectedIsRedrivenOnceThoughTheCommandIsKilled() throws IOException {
        int rejected = (int) visits.tally(amount -> !isAllowed(amount)).rows();
        assertThat(new Topic(stack, "dlq.visits.visits").stored())
                .hasSize(rejected)
                .extracting(Topic.Stored::partition)
                .contains(0, 1);
        Topic marks = new Topic(stack, "tributary.redriven");
        try (SlowProducer slow = new SlowProducer(stack, "tributary-redrive-visits.visits", 50_000)) {
            Process redrive = stack.start("dlq", "redrive", "visits.visits");
            Eventually.holds("letters are sent again", SOON, () -> marks.exists() && marks.committed() > 0);
            TestStack.kill(redrive.pid());
        }
        int sent = marks.read().size();
        System.out.println("kill -9 dlq redrive after " + sent + " of " + rejected + " letters");

        Command.Result second = stack.run("dlq", "redrive", "visits.visits");

        assertThat(sent).as("letters before the kill").isBetween(1, rejected - 1);
        assertThat(second.out())
                .isEqualTo(rejected - sent + " sent again, " + sent + " were sent earlier, 0 not sent\n");
        assertThat(new Topic(stack, "raw.visits.visits").read())
                .hasSize(ManyFiles.FILES * ManyFiles.ROWS_EACH + rejected);
        stack.awaitEmptyPipes(Set.of("visits"), SOON);
        for (String layer : LAYERS) {
            assertThat(tally(layer + ".visits_visits", ManyFiles.PLACE, ManyFiles.AMOUNT, ManyFiles.VALUES))
                    .as(layer)
                    .isEqualTo(visits.tally(amount -> true).row());
        }
    }

    @Test
    @Order(4)
    void everyGoodRecordOfTheFolderIsThereOnce() {
        for (String layer : LAYERS) {
            assertThat(stack.query("SELECT file, line, author, text FROM lake_" + layer
                            + ".landing_notes ORDER BY file, line"))
                    .as(layer)
                    .isEqualTo(landing.notes());
            assertThat(stack.query("SELECT id, kind FROM lake_" + layer + ".landing_events ORDER BY id"))
                    .as(layer)
                    .isEqualTo(landing.events());
        }
    }

    @Test
    @Order(5)
    void whatIsInTheLakeHasLeftTheFolder() {
        Path folder = stack.folder().resolve("landing");
        Eventually.holds(
                "the files are moved and deleted",
                SOON,
                () -> Files.exists(folder.resolve("done/notes/quoted.csv.gz"))
                        && Files.exists(folder.resolve("done/notes/wrong.csv"))
                        && !Files.exists(folder.resolve("events/all.jsonl.zst")));

        assertThat(folder.resolve("notes")).isEmptyDirectory();
        // What was moved is not read again under its new name.
        assertThat(progress("landing", "notes").path("records").asInt())
                .isEqualTo(landing.notes().size());
    }

    @Test
    @Order(6)
    void everyFilmIsThereOnce() {
        for (String layer : LAYERS) {
            assertThat(stack.query("SELECT id FROM lake_" + layer + ".films_movies ORDER BY id"))
                    .as(layer)
                    .extracting(row -> Integer.parseInt(row.get("id")))
                    .isEqualTo(Stream.iterate(FIRST_FILM, id -> id + 1)
                            .limit(FILMS)
                            .toList());
            assertThat(stack.query("SELECT id FROM lake_" + layer + ".films_collections ORDER BY id"))
                    .as(layer)
                    .extracting(row -> row.get("id"))
                    .containsExactly("10", "119", "1241");
        }
    }

    @Test
    @Order(7)
    void whatIsNoRowIsADeadLetterAndNothingElseIs() throws IOException {
        assertThat(letters("jobs.movements"))
                .containsExactlyInAnyOrder(
                        new Landing.Bad(months.cutPath(), null, "damaged-file"),
                        new Landing.Bad(months.raggedPath(), Integer.toString(months.raggedLine()), "ragged-row"));
        assertThat(new Topic(stack, "dlq.jobs.movements").read())
                .extracting(letter -> ByteBuffer.wrap(letter.value()))
                .contains(raggedRow);
        assertThat(letters("landing.notes")).containsExactlyInAnyOrderElementsOf(landing.badNotes());
        assertThat(letters("landing.events")).containsExactlyInAnyOrderElementsOf(landing.badEvents());
        assertThat(letters("visits.visits")).extracting(Landing.Bad::rule).containsOnly("range");
        assertThat(stack.statusNow().path("tables"))
                .filteredOn(table -> table.path("source").asText().equals("films"))
                .isNotEmpty()
                .allSatisfy(
                        table -> assertThat(table.path("dead_letters").asLong()).isZero());
    }

    private List<Landing.Bad> letters(String dataset) {
        return new Topic(stack, "dlq." + dataset)
                .read().stream()
                        .map(letter -> new Landing.Bad(
                                letter.headers().get("tributary.file.path"),
                                letter.headers().get("tributary.file.line"),
                                letter.headers().get("tributary.error.rule")))
                        .toList();
    }

    private Map<String, String> tally(String table, List<String> place, String amount, List<String> values) {
        return stack.query(Tally.sql("lake_" + table, place, amount, values)).get(0);
    }

    /** The broker is asked, since the status is seconds old, in which Connect may be through. */
    private void killAmidTheArchive(int records) {
        Topic raw = new Topic(stack, "raw.jobs.movements");
        Eventually.holds(
                records + " records of the large archive are read",
                SOON,
                () -> raw.exists() && raw.committed() >= records,
                () -> stack.statusNow().toString());
        killConnect("amid the large archive, at " + records + " records");
        assertThat(raw.committed())
                .as("records when Connect was gone; the kill was to be amid them")
                .isBetween((long) records, JobMonths.LARGE - 1L);
    }

    /** Kills Connect and waits until it is replaced. */
    private void killConnect(String when) {
        JsonNode connect = connect();
        System.out.println("kill -9 connect " + when);
        TestStack.kill(connect.path("pid").asLong());
        int restarts = connect.path("restarts").asInt();
        Eventually.holds(
                "Connect is started again",
                SOON,
                () -> connect().path("restarts").asInt() > restarts,
                () -> stack.statusNow().toString());
    }

    private JsonNode connect() {
        for (JsonNode process : stack.statusNow().path("processes")) {
            if (process.path("name").asText().equals("connect")) {
                return process;
            }
        }
        return MissingNode.getInstance();
    }

    private void awaitRead(String source, String dataset, int files) {
        Eventually.holds(
                "all files of " + dataset + " are read",
                SOON,
                () -> progress(source, dataset).path("files_done").asInt() == files,
                () -> stack.statusNow().toString());
    }

    private JsonNode progress(String source, String dataset) {
        for (JsonNode files : stack.statusNow().path("files")) {
            if (files.path("source").asText().equals(source)
                    && files.path("dataset").asText().equals(dataset)) {
                return files;
            }
        }
        return MissingNode.getInstance();
    }
}
