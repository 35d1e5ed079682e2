package io.tributary.connectors.archive.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket of S3, or of a store that speaks its API with conditional writes. */
public final class S3ObjectStore implements ObjectStore {

    /** What S3 compares with the present object; a star means any. */
    static final String ANY = "*";

    /** With all its attempts; a caller that may wait longer repeats it, and can say meanwhile what is wrong. */
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(60);

    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(30);
    private static final int ATTEMPTS = 4;

    private final S3Settings settings;
    private final S3Client client;
    private final S3Answers answers;

    /** Connects to nothing yet. */
    public S3ObjectStore(S3Settings settings) {
        this.settings = settings;
        this.client = client(settings);
        this.answers = new S3Answers(settings.bucket());
    }

    private static S3Client client(S3Settings settings) {
        S3ClientBuilder builder = S3Client.builder()
                .forcePathStyle(settings.pathStyle())
                .httpClientBuilder(ApacheHttpClient.builder().socketTimeout(ATTEMPT_TIMEOUT))
                .overrideConfiguration(override -> override.apiCallTimeout(CALL_TIMEOUT)
                        .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(ATTEMPTS)
                                .build()));
        settings.region().ifPresent(region -> builder.region(Region.of(region)));
        settings.endpoint().ifPresent(builder::endpointOverride);
        settings.accessKey()
                .ifPresent(key -> builder.credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(key, settings.secretKey().orElseThrow()))));
        return builder.build();
    }

    @Override
    public void check() {
        answers.of("HeadBucket", "", () -> client.headBucket(request -> request.bucket(settings.bucket())));
    }

    @Override
    public boolean putIfAbsent(String key, byte[] content) {
        PutObjectRequest request = put(key).build();
        return unlessTaken("PutObject", key, () -> client.putObject(request, RequestBody.fromBytes(content)));
    }

    @Override
    public boolean putIfAbsent(String key, Path file, Map<String, String> metadata) {
        if (size(file) > settings.partBytes()) {
            MultipartUpload upload = new MultipartUpload(client, settings, answers, key);
            return upload.run(file, metadata);
        }
        PutObjectRequest.Builder request = put(key).metadata(metadata);
        settings.storageClass().ifPresent(request::storageClass);
        return unlessTaken("PutObject", key, () -> client.putObject(request.build(), RequestBody.fromFile(file)));
    }

    private PutObjectRequest.Builder put(String key) {
        PutObjectRequest.Builder request =
                PutObjectRequest.builder().bucket(settings.bucket()).key(key).ifNoneMatch(ANY);
        settings.encryption().ifPresent(request::serverSideEncryption);
        settings.encryptionKey().ifPresent(request::ssekmsKeyId);
        return request;
    }

    private boolean unlessTaken(String action, String key, Supplier<?> request) {
        try {
            answers.of(action, key, request);
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == S3Answers.PRECONDITION_FAILED) {
                return false;
            }
            throw new StoreRefusedException("S3 " + action + " on " + key + " failed: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<byte[]> get(String key) {
        return unlessMissing("GetObject", key, () -> client.getObjectAsBytes(
                        request -> request.bucket(settings.bucket()).key(key))
                .asByteArray());
    }

    @Override
    public Optional<StoredObject> head(String key) {
        return unlessMissing(
                        "HeadObject",
                        key,
                        () -> client.headObject(
                                request -> request.bucket(settings.bucket()).key(key)))
                .map(head -> new StoredObject(head.contentLength(), head.metadata()));
    }

    private <T> Optional<T> unlessMissing(String action, String key, Supplier<T> request) {
        try {
            return Optional.of(answers.of(action, key, request));
        } catch (S3Exception e) {
            if (e.statusCode() == S3Answers.NOT_FOUND) {
                return Optional.empty();
            }
            throw new StoreRefusedException("S3 " + action + " on " + key + " failed: " + e.getMessage(), e);
        }
    }

    @Override
    public List<String> list(String prefix, String after, int limit) {
        // A page may have fewer keys than asked for, and others behind it.
        return answers.of("ListObjectsV2", "", () -> client
                .listObjectsV2Paginator(request -> request.bucket(settings.bucket())
                        .prefix(prefix)
                        .startAfter(after)
                        .maxKeys(limit))
                .contents()
                .stream()
                .limit(limit)
                .map(S3Object::key)
                .toList());
    }

    @Override
    public void close() {
        client.close();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
