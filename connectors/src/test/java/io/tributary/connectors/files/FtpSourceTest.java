package io.tributary.connectors.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The task over a real FTP server whose connections break. */
class FtpSourceTest {

    @TempDir
    Path folder;

    @TempDir
    Path spool;

    private FlakyFtpServer server;

    @BeforeEach
    void start() throws FtpException {
        server = new FlakyFtpServer(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private TaskRun run() {
        return new TaskRun(Map.of(
                "files.url",
                "ftp://127.0.0.1:" + server.port() + "/pdet",
                "files.user",
                FlakyFtpServer.USER,
                "files.password",
                FlakyFtpServer.PASSWORD,
                "files.include",
                "NOVO CAGED/*/*.7z, NOVO CAGED/*/*.csv, NOVO CAGED/**/*.gz",
                "files.timeout.ms",
                "5000",
                "spool.dir",
                spool.toString()));
    }

    /** Rows that hardly compress, so that there is something to break off. */
    private static byte[] csv(int rows) {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder("n,noise\n");
        IntStream.rangeClosed(1, rows)
                .forEach(i ->
                        text.append(i).append(',').append(random.nextLong()).append('\n'));
        return text.toString().getBytes(UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.csv", "a.csv.gz", "a.7z"})
    void resumesBrokenDownloads(String name) throws IOException {
        Packed.write(folder.resolve("pdet/NOVO CAGED/2024").resolve(name), csv(20_000));
        Packed.write(folder.resolve("pdet/other/2024/b.csv"), csv(5));
        server.breakOff(5, 20_000);

        TaskRun run = run().untilIdle();

        assertThat(server.breaksLeft()).isZero();
        assertThat(run.column("n"))
                .isEqualTo(IntStream.rangeClosed(1, 20_000)
                        .mapToObj(Integer::toString)
                        .toList());
        assertThat(run.deadLetters()).isEmpty();
        assertThat(spool).isEmptyDirectory();
    }

    @Test
    void continuesWhereItStoodAfterTheServerWasAwayForLong() throws IOException {
        Packed.write(folder.resolve("pdet/NOVO CAGED/2024/a.csv"), csv(20_000));
        server.breakOff(6, 0);

        TaskRun run = run().with("retry.attempts", "2")
                .with("batch.max.records", "100")
                .untilIdle();

        assertThat(run.column("n")).hasSize(20_000).doesNotHaveDuplicates();
    }

    @Test
    void readsAFileThatGrewWhileItWasReadAgain() throws IOException {
        Path file = folder.resolve("pdet/NOVO CAGED/2024/a.csv");
        Packed.write(file, csv(20_000));
        TaskRun run = run().with("batch.max.records", "100");
        run.until(200);
        Files.write(file, "20001,1\n".getBytes(UTF_8), java.nio.file.StandardOpenOption.APPEND);

        run.untilIdle();

        long ofSecond = run.rows().stream()
                .filter(row -> row.getStruct("_meta").getInt64("generation") == 2)
                .count();
        assertThat(ofSecond).isEqualTo(20_001);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.csv", "a.7z"})
    void isStoppedAtOnceWhileTheServerIsAway(String name) throws IOException {
        Packed.write(folder.resolve("pdet/NOVO CAGED/2024").resolve(name), csv(20_000));
        server.breakOff(1_000, 20_000);
        FilesSourceTask task = run().with("retry.backoff.ms", "60000")
                .with("batch.max.records", "100")
                .start();
        boolean waits = false;
        while (!waits) {
            waits = task.poll() == null && server.breaksLeft() < 1_000;
        }
        long begin = System.nanoTime();

        task.poll();
        task.stop();

        assertThat(System.nanoTime() - begin).isLessThan(20_000_000_000L);
        assertThat(spool).isEmptyDirectory();
    }

    @Test
    void saysOnceThatTheServerIsAway() throws Exception {
        Packed.write(folder.resolve("pdet/NOVO CAGED/2024/a.csv"), csv(3));
        TaskRun run = run().untilIdle();
        server.close();

        run.untilIdle();

        assertThat(run.lastProgress().getString("state")).isEqualTo("unlisted");
        assertThat(run.lastProgress().getString("reason")).contains("Cannot reach the ftp server 127.0.0.1:");
        long told = run.of("progress.jobs.movements").stream()
                .filter(record -> "unlisted".equals(((Struct) record.value()).getString("state")))
                .count();
        assertThat(told).isEqualTo(1);
    }

    @Test
    void saysSoIfTheLoginIsRefusedAndNotThePassword() {
        TaskRun run = run().with("files.password", "wrong-pass");

        // The task is not polled once.
        assertThatThrownBy(() -> run.until(0))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("refuses the login of reader")
                .hasMessageContaining("check files.user and files.password")
                .hasMessageNotContaining("wrong-pass");
    }

    @Test
    void setsAnArchiveThatIsTooLargeForTheSpoolAside() throws IOException {
        Packed.write(folder.resolve("pdet/NOVO CAGED/2024/a.7z"), csv(20_000));
        Packed.write(folder.resolve("pdet/NOVO CAGED/2024/b.csv"), csv(3));

        TaskRun run = run().with("spool.max.bytes", "1000").untilIdle();

        assertThat(TaskRun.header(run.deadLetters().get(0), "tributary.error.reason"))
                .contains("more than spool.max.bytes = 1000");
        assertThat(run.rows()).hasSize(3);
    }
}
