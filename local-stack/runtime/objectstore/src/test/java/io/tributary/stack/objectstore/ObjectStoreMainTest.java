package io.tributary.stack.objectstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.gaul.s3proxy.S3Proxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Object;

class ObjectStoreMainTest {

    private static final String KEY = "data/large.avro";

    @TempDir
    private Path folder;

    /** What one run of a store and a client of it do. */
    private interface Step<T> {
        T run(S3Client client);
    }

    @Test
    void anUploadInPartsGoesOnAfterARestart() throws Exception {
        Files.createDirectories(folder.resolve("lake"));
        String upload = withStore(client -> client.createMultipartUpload(
                        request -> request.bucket("lake").key(KEY))
                .uploadId());

        String tag = withStore(client -> client.uploadPart(
                        request ->
                                request.bucket("lake").key(KEY).uploadId(upload).partNumber(1),
                        RequestBody.fromString("whole"))
                .eTag());
        withStore(client -> client.completeMultipartUpload(request -> request.bucket("lake")
                .key(KEY)
                .uploadId(upload)
                .multipartUpload(parts -> parts.parts(
                        CompletedPart.builder().partNumber(1).eTag(tag).build()))));

        String content = withStore(client -> client.getObjectAsBytes(
                        request -> request.bucket("lake").key(KEY))
                .asUtf8String());
        List<S3Object> listed = withStore(client ->
                client.listObjectsV2(request -> request.bucket("lake")).contents());
        assertThat(content).isEqualTo("whole");
        assertThat(listed).extracting(S3Object::key).containsExactly(KEY);
    }

    private <T> T withStore(Step<T> step) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("s3proxy.endpoint", "http://127.0.0.1:0");
        properties.setProperty("s3proxy.authorization", "aws-v2-or-v4");
        properties.setProperty("s3proxy.identity", "somebody");
        properties.setProperty("s3proxy.credential", "a secret");
        S3Proxy store = ObjectStoreMain.start(properties, folder);
        try (S3Client client = S3Client.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + store.getPort()))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("somebody", "a secret")))
                .build()) {
            return step.run(client);
        } finally {
            store.stop();
        }
    }
}
