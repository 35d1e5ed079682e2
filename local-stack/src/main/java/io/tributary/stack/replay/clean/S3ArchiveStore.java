package io.tributary.stack.replay.clean;

import io.tributary.stack.archive.ArchivePlace;
import io.tributary.stack.config.S3Config;
import io.tributary.stack.layout.StackException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.S3Object;

/** An archive in a bucket of S3. */
final class S3ArchiveStore implements ArchiveStore {

    private final String bucket;
    private final S3Client client;

    /** Connects to nothing yet. */
    S3ArchiveStore(ArchivePlace place) {
        this.bucket = place.bucket();
        this.client = client(place.s3());
    }

    private static S3Client client(S3Config s3) {
        S3ClientBuilder builder =
                S3Client.builder().forcePathStyle(s3.pathStyle()).httpClient(UrlConnectionHttpClient.create());
        s3.region().ifPresent(region -> builder.region(Region.of(region)));
        s3.endpoint().ifPresent(builder::endpointOverride);
        s3.accessKey()
                .ifPresent(
                        key -> builder.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                                key.reveal(), s3.secretKey().orElseThrow().reveal()))));
        return builder.build();
    }

    @Override
    public List<String> keys(String prefix) {
        return ask(
                "ListObjectsV2",
                prefix,
                () ->
                        client
                                .listObjectsV2Paginator(
                                        request -> request.bucket(bucket).prefix(prefix))
                                .contents()
                                .stream()
                                .map(S3Object::key)
                                .toList());
    }

    @Override
    public byte[] read(String key) {
        return ask("GetObject", key, () -> client.getObjectAsBytes(
                        request -> request.bucket(bucket).key(key))
                .asByteArray());
    }

    @Override
    public void download(String key, Path file) {
        ask(
                "GetObject",
                key,
                () -> client.getObject(request -> request.bucket(bucket).key(key), file));
    }

    private <T> T ask(String action, String key, Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            throw new StackException(
                    "S3 " + action + " on s3://" + bucket + "/" + key + " failed: " + e.getMessage(), e);
        }
    }
}
