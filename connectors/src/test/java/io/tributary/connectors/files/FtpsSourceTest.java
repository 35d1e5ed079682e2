package io.tributary.connectors.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The task over a real FTP server that encrypts, with a login. */
class FtpsSourceTest {

    private static final String TRUST_STORE = "javax.net.ssl.trustStore";
    private static final String TRUST_STORE_PASSWORD = "javax.net.ssl.trustStorePassword";
    private static final String STORE_PASSWORD = "changeit";
    private static final int ROWS = 20_000;

    private static Path certificate;
    private static Path otherName;

    @TempDir
    Path folder;

    /** Makes certificates, of which the JVM trusts those of the store that is named to it. */
    @BeforeAll
    static void makeCertificates(@TempDir Path keys) throws Exception {
        certificate = certificate(keys.resolve("server.p12"), "ip:127.0.0.1");
        otherName = certificate(keys.resolve("other.p12"), "dns:ftp.example.org");
    }

    /** Makes a server's store, and beside it one of what trusts its certificate. */
    private static Path certificate(Path store, String name) throws Exception {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        line.addAll(List.of("-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=" + name));
        line.addAll(List.of("-ext", "san=" + name, "-keystore", store.toString(), "-storepass", STORE_PASSWORD));
        Process keytool = new ProcessBuilder(line).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        char[] password = STORE_PASSWORD.toCharArray();
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, password);
        trust.setCertificateEntry(
                "server", KeyStore.getInstance(store.toFile(), password).getCertificate("server"));
        try (OutputStream out = Files.newOutputStream(trusting(store))) {
            trust.store(out, password);
        }
        return store;
    }

    private static Path trusting(Path store) {
        return store.resolveSibling("trust-" + store.getFileName());
    }

    private static void trust(Path store) {
        System.setProperty(TRUST_STORE, trusting(store).toString());
        System.setProperty(TRUST_STORE_PASSWORD, STORE_PASSWORD);
    }

    @AfterAll
    static void trustAsBefore() {
        System.clearProperty(TRUST_STORE);
        System.clearProperty(TRUST_STORE_PASSWORD);
    }

    @BeforeEach
    void write() throws IOException {
        StringBuilder text = new StringBuilder("n\n");
        IntStream.rangeClosed(1, ROWS).forEach(i -> text.append(i).append('\n'));
        Packed.write(folder.resolve("a.csv"), text.toString().getBytes(UTF_8));
    }

    private static TaskRun run(FlakyFtpServer server, String tls) throws IOException {
        return new TaskRun(Map.of(
                "files.url",
                "ftps://127.0.0.1:" + server.port(),
                "files.ftp.tls",
                tls,
                "files.user",
                FlakyFtpServer.USER,
                "files.password",
                FlakyFtpServer.PASSWORD,
                "files.include",
                "*.csv",
                "files.timeout.ms",
                "5000",
                "spool.dir",
                Files.createTempDirectory("spool").toString()));
    }

    private FlakyFtpServer server(Path store, String tls) throws Exception {
        trust(store);
        return FlakyFtpServer.encrypting(folder, store, STORE_PASSWORD, tls.equals("implicit"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"explicit", "implicit"})
    void readsAndResumesOverAnEncryptedConnection(String tls) throws Exception {
        try (FlakyFtpServer server = server(certificate, tls)) {
            server.breakOff(2, 20_000);

            TaskRun run = run(server, tls).untilIdle();

            assertThat(server.breaksLeft()).isZero();
            assertThat(run.column("n"))
                    .isEqualTo(IntStream.rangeClosed(1, ROWS)
                            .mapToObj(Integer::toString)
                            .toList());
        }
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefused() throws Exception {
        try (FlakyFtpServer server = server(certificate, "explicit")) {
            trust(otherName);

            TaskRun run = run(server, "explicit").untilIdle();

            assertThat(run.rows()).isEmpty();
            assertThat(run.lastProgress().getString("reason"))
                    .contains("Cannot reach the ftp server 127.0.0.1")
                    .contains("PKIX path building failed");
        }
    }

    @Test
    void aCertificateOfAnotherHostIsRefused() throws Exception {
        try (FlakyFtpServer server = server(otherName, "explicit")) {
            TaskRun run = run(server, "explicit").untilIdle();

            assertThat(run.rows()).isEmpty();
            assertThat(run.lastProgress().getString("reason")).contains("No subject alternative names");
        }
    }
}
