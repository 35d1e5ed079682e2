package io.tributary.connectors.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.tributary.connectors.archive.FakeS3.Fault;
import io.tributary.schemas.wire.WireFormat;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkConnector;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the archive holds, when files are complete, and what is said when S3 does not want. */
class ArchiveSinkTaskTest {

    @TempDir
    private Path folder;

    private final List<SinkRecord> log = new ArrayList<>();
    private FakeS3 s3;
    private Map<String, String> config;

    @BeforeEach
    void start() throws IOException {
        s3 = new FakeS3();
        config = Settings.of(s3, folder);
    }

    @AfterEach
    void stop() {
        s3.close();
    }

    private Worker worker() {
        return new Worker(config, log, 100, 0);
    }

    private void records(int count, int valueBytes) {
        Random random = new Random(7);
        for (int i = 0; i < count; i++) {
            byte[] value = new byte[valueBytes];
            random.nextBytes(value);
            value[0] = 1;
            log.add(Worker.record(i, new byte[] {2}, value));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "avro, zstd, .avro", "avro, gzip, .avro", "avro, none, .avro",
        "jsonl, zstd, .jsonl.zst", "jsonl, gzip, .jsonl.gz", "jsonl, none, .jsonl"
    })
    void filesAreNamedByTheirRangeAndReadBack(String format, String compression, String extension) throws Exception {
        records(25, 50);
        config.put(ArchiveConfig.FORMAT, format);
        config.put(ArchiveConfig.COMPRESSION, compression);
        config.put(ArchiveConfig.FLUSH_SIZE, "10");

        Worker worker = worker();
        worker.rounds(4);

        assertThat(s3.objects)
                .containsKey("raw/data/raw.shop.public.orders/0/" + Worker.TOPIC_ID
                        + "/raw.shop.public.orders+0+00000000000000000010-00000000000000000019" + extension)
                .containsKey("raw/manifest/raw.shop.public.orders/0/" + Worker.TOPIC_ID
                        + "/00000000000000000010-00000000000000000019.json");
        assertThat(ReadBack.records(s3.objects)).hasSize(20);
        JsonNode entry = ReadBack.manifest(s3.objects).get(1);
        assertThat(entry.path("min_timestamp").asLong()).isEqualTo(1_790_000_000_010L);
        assertThat(entry.path("max_timestamp").asLong()).isEqualTo(1_790_000_000_019L);
        assertThat(worker.archived()).isEqualTo(20);
        worker.stop();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void anIdleTopicIsFlushedByTime() throws Exception {
        records(3, 10);
        config.put(ArchiveConfig.ROTATE_INTERVAL, "200");
        Worker worker = worker();
        worker.rounds(2);
        assertThat(s3.objects.keySet()).noneMatch(key -> key.startsWith("raw/data/"));

        worker.now += 200;
        worker.round();

        assertThat(ReadBack.records(s3.objects)).hasSize(3);
        worker.stop();
    }

    @Test
    void filesEndAtTheirSizeAndLargeOnesGoUpInParts() throws Exception {
        records(400, 20_000);
        config.put(ArchiveConfig.PART_SIZE, String.valueOf(5 * 1024 * 1024));
        config.put(ArchiveConfig.FLUSH_BYTES, String.valueOf(7 * 1024 * 1024));
        config.put(ArchiveConfig.STORAGE_CLASS, "STANDARD_IA");
        config.put(ArchiveConfig.ENCRYPTION, "AES256");
        Worker worker = worker();

        worker.rounds(7);

        List<JsonNode> manifest = ReadBack.manifest(s3.objects);
        assertThat(manifest).hasSize(1);
        assertThat(manifest.get(0).path("bytes").asLong()).isBetween(7_000_000L, 7_700_000L);
        assertThat(ReadBack.records(s3.objects)).isNotEmpty();
        assertThat(s3.headersOf(manifest.get(0).path("file").asText()))
                .containsEntry("x-amz-storage-class", "STANDARD_IA")
                .containsEntry("x-amz-server-side-encryption", "AES256");
        assertThat(s3.openUploads()).isZero();
        worker.stop();
    }

    @Test
    void schemasAreInTheArchiveOnce() throws Exception {
        HttpServer registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext("/schemas/ids/", exchange -> {
            boolean known = exchange.getRequestURI().getPath().endsWith("/7");
            byte[] body = (known ? "{\"schema\":\"{\\\"type\\\":\\\"string\\\"}\"}" : "{\"error_code\":40403}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(known ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        registry.start();
        config.put(
                ArchiveConfig.REGISTRY,
                "http://127.0.0.1:" + registry.getAddress().getPort());
        config.put(ArchiveConfig.FLUSH_SIZE, "2");
        for (int i = 0; i < 4; i++) {
            byte[] value = new byte[8];
            WireFormat.writeHeader(value, i == 3 ? 8 : 7);
            log.add(Worker.record(i, null, value));
        }
        Worker worker = worker();

        worker.rounds(3);

        List<String> schemas = s3.objects.keySet().stream()
                .filter(key -> key.startsWith("raw/schemas/"))
                .toList();
        assertThat(schemas).hasSize(1).allMatch(key -> key.matches("raw/schemas/7-[0-9a-f]{16}\\.avsc"));
        assertThat(s3.objects.get(schemas.get(0))).asString().isEqualTo("\"string\"");
        JsonNode last = ReadBack.manifest(s3.objects).get(1).path("schemas");
        assertThat(last.path("7").asText()).isEqualTo(schemas.get(0));
        assertThat(last.path("8").asText()).isEmpty();
        worker.stop();
        registry.stop(0);
    }

    @Test
    void theNewestOfManyEntriesIsFound() throws Exception {
        for (long offset = 0; offset < 25_000; offset += 10) {
            s3.objects.put(
                    "raw/manifest/raw.shop.public.orders/0/" + Worker.TOPIC_ID + "/" + OffsetRange.padded(offset) + "-"
                            + OffsetRange.padded(offset + 9) + ".json",
                    new byte[0]);
        }
        Worker worker = worker();
        worker.ends.put(Worker.PARTITION, 25_000L);

        worker.rounds(2);

        assertThat(worker.archived()).isEqualTo(25_000);
        assertThat(s3.requests).hasSizeLessThan(100);
        worker.stop();
    }

    @ParameterizedTest
    @CsvSource({"500, InternalError", "503, SlowDown", "409, ConditionalRequestConflict"})
    void whatS3CannotJustNowIsRepeatedByConnect(int status, String code) throws Exception {
        records(10, 10);
        config.put(ArchiveConfig.FLUSH_SIZE, "10");
        Worker worker = worker();
        worker.rounds(2);
        s3.faults = (method, key) -> method.equals("PUT") ? Fault.answer(status, code) : Fault.NONE;
        worker.round();
        assertThat(worker.failures)
                .singleElement()
                .asString()
                .contains("S3 PutObject on s3://lake/raw/claims/", "HTTP " + status + " " + code);

        s3.faults = (method, key) -> Fault.NONE;
        worker.round();

        assertThat(ReadBack.records(s3.objects)).hasSize(10);
        worker.stop();
    }

    @Test
    void whatS3CannotIsSaidWithTheOffsetsUntilItIsOver() throws Exception {
        records(10, 10);
        config.put(ArchiveConfig.FLUSH_SIZE, "10");
        s3.faults = (method, key) -> Fault.answer(503, "SlowDown");
        long before = System.currentTimeMillis();
        Worker worker = worker();

        worker.rounds(2);

        JsonNode said =
                new ObjectMapper().readTree(worker.committed(Worker.PARTITION).metadata());
        assertThat(said.path("error").asText())
                .isEqualTo("S3 HeadBucket on s3://lake was answered with HTTP 503 (Service Unavailable)");
        assertThat(said.path("since").asLong()).isBetween(before, System.currentTimeMillis());
        assertThat(worker.takeCommitRequest()).isTrue();
        s3.faults = (method, key) -> Fault.NONE;
        worker.rounds(3);
        assertThat(worker.committed(Worker.PARTITION)).isEqualTo(new OffsetAndMetadata(10, "{}"));
        assertThat(worker.takeCommitRequest()).isTrue();
        worker.stop();
    }

    @Test
    void aMissingBucketIsOneClearError() {
        s3.faults = (method, key) -> Fault.answer(404, "NoSuchBucket");
        Worker worker = worker();

        assertThatThrownBy(worker::round)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("S3 HeadBucket on s3://lake was refused with HTTP 404")
                .hasMessageContaining("the bucket does not exist: create it or correct s3.bucket.name");
        worker.stop();
    }

    @ParameterizedTest
    @CsvSource({
        "HEAD, '', HeadBucket, s3:ListBucket",
        "GET, '', ListObjectsV2, s3:ListBucket",
        "GET, raw/claims/, GetObject, s3:GetObject",
        "PUT, raw/claims/, PutObject, s3:PutObject",
        "PUT, raw/data/, PutObject, s3:PutObject",
        "PUT, raw/manifest/, PutObject, s3:PutObject"
    })
    void aForbiddenActionIsNamedWithItsPermission(String method, String key, String action, String permission) {
        records(10, 10);
        config.put(ArchiveConfig.FLUSH_SIZE, "10");
        s3.faults = (used, on) ->
                used.equals(method) && on.startsWith(key) ? Fault.answer(403, "AccessDenied") : Fault.NONE;
        Worker worker = worker();

        assertThatThrownBy(() -> worker.rounds(3))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("S3 " + action + " on s3://lake")
                .hasMessageContaining("HTTP 403")
                .hasMessageContaining("grant " + permission + " on the bucket lake")
                .hasNoCause();
        worker.stop();
    }

    @Test
    void aForbiddenKeyOfKmsIsNamedAsAwsNamesIt() {
        records(10, 10);
        config.put(ArchiveConfig.FLUSH_SIZE, "10");
        String message = "User: arn:aws:iam::111122223333:user/archive is not authorized to perform:"
                + " kms:GenerateDataKey on resource: arn:aws:kms:eu-central-1:111122223333:key/k because no"
                + " identity-based policy allows the kms:GenerateDataKey action";
        s3.faults = (method, key) -> method.equals("PUT") ? new Fault(403, "AccessDenied", message, false) : Fault.NONE;
        Worker worker = worker();

        assertThatThrownBy(() -> worker.rounds(3))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("HTTP 403 AccessDenied (" + message + ")")
                .hasMessageContaining("grant kms:GenerateDataKey to the connector's credentials");
        worker.stop();
    }

    @Test
    void aBucketOfAnotherRegionIsToldBySettings() {
        s3.faults = (method, key) -> Fault.answer(301, "PermanentRedirect");
        Worker worker = worker();

        assertThatThrownBy(worker::round)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("S3 HeadBucket on s3://lake was refused with HTTP 301")
                .hasMessageContaining("check s3.bucket.name, s3.region and s3.endpoint");
        worker.stop();
    }

    /** As docs/archive.md lists them. */
    @Test
    void thePermissionsThatAreListedSuffice() throws Exception {
        records(400, 20_000);
        config.put(ArchiveConfig.PART_SIZE, String.valueOf(5 * 1024 * 1024));
        config.put(ArchiveConfig.FLUSH_BYTES, String.valueOf(6 * 1024 * 1024));
        config.put(ArchiveConfig.ROTATE_INTERVAL, "1000");
        s3.faults = (method, key) -> {
            boolean allowed =
                    switch (method) {
                        case "GET" -> key.isEmpty() || key.startsWith("raw/claims/") || key.startsWith("raw/data/");
                        case "HEAD" -> key.isEmpty() || key.startsWith("raw/data/");
                        case "PUT" -> key.startsWith("raw/");
                        case "POST" -> key.startsWith("raw/data/");
                        default -> false;
                    };
            return allowed ? Fault.NONE : Fault.answer(403, "AccessDenied");
        };
        worker().rounds(3);
        Worker successor = worker();

        successor.rounds(6);
        successor.now += 1_000;
        successor.round();

        assertThat(ReadBack.records(s3.objects)).hasSize(400);
        successor.stop();
    }

    @Test
    void encryptionIsOfAllObjectsAndTheStorageClassOfDataFiles() {
        records(10, 10);
        config.put(ArchiveConfig.FLUSH_SIZE, "10");
        config.put(ArchiveConfig.ENCRYPTION, "aws:kms");
        config.put(ArchiveConfig.ENCRYPTION_KEY, "alias/archive");
        config.put(ArchiveConfig.STORAGE_CLASS, "GLACIER_IR");
        Worker worker = worker();

        worker.rounds(3);

        assertThat(s3.objects).hasSize(3);
        assertThat(s3.objects.keySet()).allSatisfy(key -> {
            Map<String, String> headers = s3.headersOf(key);
            assertThat(headers)
                    .containsEntry("x-amz-server-side-encryption", "aws:kms")
                    .containsEntry("x-amz-server-side-encryption-aws-kms-key-id", "alias/archive");
            assertThat(headers.get("x-amz-storage-class")).isEqualTo(key.startsWith("raw/data/") ? "GLACIER_IR" : null);
        });
        worker.stop();
    }

    @Test
    void otherConvertersAreNamed() {
        log.add(new SinkRecord(Worker.PARTITION.topic(), 0, null, "text", null, null, 0));
        Worker worker = worker();

        assertThatThrownBy(() -> worker.rounds(2))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("its key arrives as String: set key.converter="
                        + "org.apache.kafka.connect.converters.ByteArrayConverter");
        worker.stop();
    }

    @ParameterizedTest
    @CsvSource({
        "flush.size, 0, must be at least 1",
        "format, parquet, avro",
        "compression, lz4, zstd",
        "s3.prefix, raw, must end with a slash",
        "s3.endpoint, localhost:9000, must begin with http",
        "file.name.template, {{topic}}-{{topic_id}}-{{partition}}, add {{start_offset}}",
        "file.name.template, {{topic}}-{{partition}}-{{start_offset}}-{{end_offset}}, add {{topic_id}}",
        "kafka.bootstrap.servers, '', must be non-empty",
        "aws.secret.access.key, '', or neither",
        "s3.sse.kms.key.id, k, goes with s3.sse"
    })
    void aWrongSettingIsNamed(String key, String value, String message) {
        config.put(key, value);

        assertThatThrownBy(() -> new ArchiveSinkConnector().start(config))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key.startsWith("aws") ? "aws" : key)
                .hasMessageContaining(message);
    }

    @Test
    void connectFindsTheConnectorByItsServiceFile() {
        assertThat(ServiceLoader.load(SinkConnector.class))
                .anyMatch(connector -> connector instanceof ArchiveSinkConnector
                        && !connector.version().isBlank());
    }
}
