package io.tributary.stack.archive.reading;

import io.tributary.stack.archive.ArchivePlace;
import io.tributary.stack.config.S3Config;
import io.tributary.stack.layout.StackException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** An archive in a bucket of S3. */
public final class S3ArchiveStore implements ArchiveStore {

    private final String bucket;
    private final S3Client client;

    /** Connects to nothing yet. */
    public S3ArchiveStore(ArchivePlace place) {
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
    public Stream<String> keys(String prefix) {
        Iterator<S3Object> objects = client.listObjectsV2Paginator(
                        request -> request.bucket(bucket).prefix(prefix))
                .contents()
                .iterator();
        // Each look at the iterator may be a request, and may fail.
        return Stream.iterate(next(prefix, objects), Optional::isPresent, last -> next(prefix, objects))
                .map(Optional::get);
    }

    private Optional<String> next(String prefix, Iterator<S3Object> objects) {
        return ask(
                "ListObjectsV2",
                prefix,
                () -> objects.hasNext() ? Optional.of(objects.next().key()) : Optional.<String>empty());
    }

    @Override
    public List<String> folders(String prefix) {
        return ask("ListObjectsV2", prefix, () -> client
                .listObjectsV2Paginator(
                        request -> request.bucket(bucket).prefix(prefix).delimiter("/"))
                .commonPrefixes()
                .stream()
                .map(each ->
                        each.prefix().substring(prefix.length(), each.prefix().length() - 1))
                .toList());
    }

    @Override
    public byte[] read(String key) {
        return ask("GetObject", key, () -> client.getObjectAsBytes(
                        request -> request.bucket(bucket).key(key))
                .asByteArray());
    }

    @Override
    public boolean download(String key, Path file) {
        return ask("GetObject", key, () -> {
            try {
                client.getObject(request -> request.bucket(bucket).key(key), file);
                return true;
            } catch (NoSuchKeyException e) {
                return false;
            }
        });
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
