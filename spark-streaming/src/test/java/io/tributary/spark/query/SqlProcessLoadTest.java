package io.tributary.spark.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Several statements at a time, clients that leave or dawdle, and files that vanish. */
final class SqlProcessLoadTest {

    /** Runs until it is stopped, in one task. */
    private static final String ENDLESS =
            "SELECT count(*) FROM range(0, 1000000000000, 1, 1) a WHERE sha2(string(id), 512) = 'x'";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private static Path folder;

    private TestLake lake;
    private SqlProcess sql;

    @BeforeEach
    void start() throws Exception {
        lake = new TestLake(folder);
        sql = new SqlProcess(lake, 2, 10);
    }

    @AfterEach
    void stop() {
        sql.close();
        await("the stopped process runs no more jobs", () -> sql.activeJobs() == 0);
    }

    @Test
    void aSlowStatementDoesNotHoldUpAQuickOneAndOneTooManyIsRefused() throws Exception {
        CompletableFuture<HttpResponse<String>> slow = send(ENDLESS);
        await("the slow statement runs", () -> sql.activeJobs() == 1);
        assertThat(sql.answer("csv", "SELECT count(*) AS n FROM range(1000)")).isEqualTo("n\r\n1000\r\n");

        CompletableFuture<HttpResponse<String>> second = send(ENDLESS);
        await("both places are taken", () -> sql.running() == 2);
        HttpResponse<String> third = sql.post("", "SELECT 1");
        assertThat(third.statusCode()).isEqualTo(503);
        assertThat(third.headers().firstValue("Retry-After")).contains("1");
        assertThat(third.body()).contains("There are 2 statements under way, which is the limit");
        assertThat(sql.get("/health").statusCode()).isEqualTo(200);
        assertThat(sql.get("/metrics").body())
                .contains("tributary_sql_running 2.0", "tributary_sql_rejected_total 1.0");
        assertThat(slow).isNotDone();
        assertThat(second).isNotDone();
    }

    @Test
    void aStatementThatTakesTooLongIsStopped() throws Exception {
        HttpResponse<String> response = sql.post("?timeout=1", ENDLESS);
        assertThat(response.statusCode()).isEqualTo(504);
        assertThat(response.body()).contains("The statement took longer than it may; it was stopped");
        await("its job is gone", () -> sql.activeJobs() == 0);
        assertThat(sql.answer("csv", "SELECT 1 AS n")).isEqualTo("n\r\n1\r\n");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aClientThatHangsUpStopsItsStatement() throws Exception {
        try (Socket client = connect(ENDLESS)) {
            await("the statement runs", () -> sql.activeJobs() == 1);
            assertThat(client.isConnected()).isTrue();
        }
        await("the statement is stopped", () -> sql.running() == 0 && sql.activeJobs() == 0);
        assertThat(sql.answer("csv", "SELECT 1 AS n")).isEqualTo("n\r\n1\r\n");
    }

    @Test
    void aClientThatLeavesInTheMiddleOfAnAnswerStopsItsStatement() throws Exception {
        try (Socket client = connect("SELECT id, sha2(string(id), 512) FROM range(0, 1000000000000, 1, 1)")) {
            assertThat(client.getInputStream().readNBytes(200_000)).hasSize(200_000);
        }
        await("the statement is stopped", () -> sql.running() == 0 && sql.activeJobs() == 0);
    }

    @Test
    void aClientThatDoesNotReadHoldsUpNobodyAndStillGetsEverything() throws Exception {
        int rows = 200_000;
        List<Socket> clients = new ArrayList<>();
        try {
            // As many as Spark has threads: if a task waited for its client, nobody else would get an answer.
            for (int i = 0; i < 2; i++) {
                clients.add(connect("SELECT id, sha2(string(id), 512) FROM range(0, " + rows + ", 1, 1)"));
            }
            await("the tasks are done though nobody has read", () -> sql.running() == 2 && sql.activeJobs() == 0);
            for (Socket client : clients) {
                assertThat(dataLines(client.getInputStream(), rows)).isEqualTo(rows);
            }
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    @Test
    void aNameThatOnlyPointsHereIsRefused() throws Exception {
        try (Socket client = new Socket("127.0.0.1", sql.address("/").getPort())) {
            post(client, "evil.example:80", "SELECT 1");
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(reader.readLine()).startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void anErrorInTheMiddleBreaksTheAnswerOff() {
        String late = "SELECT id, sha2(string(id), 512), IF(id < 90000, 'x', raise_error('late')) "
                + "FROM range(0, 100000, 1, 4)";
        assertThatThrownBy(() -> sql.post("?format=csv", late)).isInstanceOf(IOException.class);
    }

    @Test
    void aFileThatVanishesUnderAStatementIsLookedUpOnceMore() throws Exception {
        lake.upsert("silver", "shop_cleaned", "SELECT id FROM range(4)");
        VanishingFileSystem.useIn(sql.session());
        VanishingFileSystem.vanishNext(1);
        assertThat(sql.answer("csv", "SELECT sum(id) AS n FROM shop_cleaned")).isEqualTo("n\r\n6\r\n");
        assertThat(VanishingFileSystem.left()).isZero();

        VanishingFileSystem.vanishNext(100);
        HttpResponse<String> response = sql.post("", "SELECT sum(id) AS n FROM shop_cleaned");
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).contains("The lake could not be read: ").contains(".parquet vanished");
        assertThat(VanishingFileSystem.left()).isEqualTo(98);
        VanishingFileSystem.vanishNext(0);
    }

    private CompletableFuture<HttpResponse<String>> send(String statement) {
        return sql.client().sendAsync(sql.request("?format=csv", statement), HttpResponse.BodyHandlers.ofString());
    }

    /** A client that has sent its statement and reads only what the test reads. */
    private Socket connect(String statement) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(8 << 10);
        socket.connect(new InetSocketAddress("127.0.0.1", sql.address("/").getPort()));
        post(socket, "localhost", statement);
        return socket;
    }

    private static void post(Socket socket, String host, String statement) throws IOException {
        byte[] body = statement.getBytes(StandardCharsets.UTF_8);
        String head =
                "POST /sql?format=csv HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: " + body.length + "\r\n\r\n";
        OutputStream out = socket.getOutputStream();
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
    }

    /** Counts the lines of a chunked answer that are rows with the id that is their turn. */
    private static int dataLines(InputStream in, int expected) throws IOException {
        StringBuilder text = new StringBuilder();
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
        while (!reader.readLine().isEmpty()) {
            // The headers.
        }
        int next = 0;
        for (int size = chunkSize(reader); size > 0; size = chunkSize(reader)) {
            char[] chunk = new char[size + 2];
            for (int read = 0; read < chunk.length; ) {
                read += reader.read(chunk, read, chunk.length - read);
            }
            text.append(chunk, 0, size);
            int end;
            while ((end = text.indexOf("\r\n")) >= 0) {
                next += text.substring(0, end).startsWith(next + ",") ? 1 : 0;
                text.delete(0, end + 2);
            }
            assertThat(next).isLessThanOrEqualTo(expected);
        }
        return next;
    }

    private static int chunkSize(BufferedReader reader) throws IOException {
        return Integer.parseInt(reader.readLine(), 16);
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waiting until " + what).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
