package io.tributary.connectors.files;

import static org.assertj.core.api.Assertions.fail;

import io.tributary.connectors.files.store.FileStore;
import io.tributary.connectors.files.store.PathFilter;
import io.tributary.connectors.files.store.StoredFile;
import java.io.IOException;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A real S3 store, S3Proxy on a folder, in a process of its own. It has one bucket. */
final class S3Store implements AutoCloseable {

    static final String USER = "lake";
    static final String PASSWORD = "s3cret-key";
    private static final String BUCKET = "landing";
    private static final String REGION = "us-east-1";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final URI endpoint;
    private final S3Client client;

    private S3Store(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
        client = S3Client.builder()
                .httpClientBuilder(ApacheHttpClient.builder())
                .forcePathStyle(true)
                .region(Region.of(REGION))
                .endpointOverride(endpoint)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(USER, PASSWORD)))
                .build();
    }

    static S3Store start(Path folder) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Files.createDirectories(folder.resolve("data").resolve(BUCKET));
        URI endpoint = URI.create("http://127.0.0.1:" + port);
        Path file = folder.resolve("s3proxy.properties");
        Files.writeString(file, properties(endpoint, folder.resolve("data")));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        Path.of("target", "s3-store", "s3proxy.jar")
                                .toAbsolutePath()
                                .toString(),
                        "org.gaul.s3proxy.Main",
                        "--properties",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("s3proxy.log").toFile())
                .start();
        S3Store store = new S3Store(process, endpoint);
        store.awaitReady(port, folder.resolve("s3proxy.log"));
        return store;
    }

    private static String properties(URI endpoint, Path data) throws IOException {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "s3proxy.endpoint",
                endpoint.toString(),
                "s3proxy.authorization",
                "aws-v2-or-v4",
                "s3proxy.identity",
                USER,
                "s3proxy.credential",
                PASSWORD,
                "jclouds.provider",
                "filesystem-nio2",
                "jclouds.identity",
                "local",
                "jclouds.credential",
                "local",
                "jclouds.filesystem.basedir",
                data.toString()));
        StringWriter text = new StringWriter();
        properties.store(text, null);
        return text.toString();
    }

    private void awaitReady(int port, Path log) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!answers(port)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                close();
                fail("The S3 store does not start: " + Files.readString(log));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** What a connector needs to get to a folder of the bucket, beside other settings. */
    Map<String, String> settings(String folder, Map<String, String> others) {
        Map<String, String> all = new HashMap<>(others);
        all.put("files.url", "s3://" + BUCKET + "/" + folder);
        all.put("files.user", USER);
        all.put("files.password", PASSWORD);
        all.put("files.s3.endpoint", endpoint.toString());
        all.put("files.s3.region", REGION);
        all.put("files.s3.path.style", "true");
        return all;
    }

    void put(String key, String content) {
        client.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString(content));
    }

    String get(String key) {
        return client.getObjectAsBytes(request -> request.bucket(BUCKET).key(key))
                .asUtf8String();
    }

    /** The keys below a folder, in order. */
    List<String> keys(String folder) {
        return client.listObjectsV2Paginator(request -> request.bucket(BUCKET).prefix(folder + "/")).contents().stream()
                .map(object -> object.key().substring(folder.length() + 1))
                .filter(key -> !key.endsWith("/"))
                .toList();
    }

    /** What the source sees of a file in a folder. */
    StoredFile listed(String folder, String path) throws IOException {
        ReleaseConfig config = new ReleaseConfig(settings(folder, Map.of("after.silver", "delete")));
        try (FileStore store = StoreConfig.store(config)) {
            return store.list(new PathFilter(List.of("**"), List.of())).stream()
                    .filter(file -> file.path().equals(path))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Override
    public void close() {
        client.close();
        process.destroyForcibly();
    }
}
