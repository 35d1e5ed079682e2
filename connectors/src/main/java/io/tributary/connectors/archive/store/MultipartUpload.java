package io.tributary.connectors.archive.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A large file, one part after the other, so that one part is in memory; the key is taken at the end or not at all. */
final class MultipartUpload {

    private static final Logger LOG = LoggerFactory.getLogger(MultipartUpload.class);

    private final S3Client client;
    private final S3Settings settings;
    private final S3Answers answers;
    private final String key;

    MultipartUpload(S3Client client, S3Settings settings, S3Answers answers, String key) {
        this.client = client;
        this.settings = settings;
        this.answers = answers;
        this.key = key;
    }

    /** Answers whether the file is the object now; false if the key was taken. */
    boolean run(Path file, Map<String, String> metadata) {
        CreateMultipartUploadRequest.Builder create = CreateMultipartUploadRequest.builder()
                .bucket(settings.bucket())
                .key(key)
                .metadata(metadata);
        settings.encryption().ifPresent(create::serverSideEncryption);
        settings.encryptionKey().ifPresent(create::ssekmsKeyId);
        settings.storageClass().ifPresent(create::storageClass);
        String id = answers.of("CreateMultipartUpload", key, () -> client.createMultipartUpload(create.build()))
                .uploadId();
        boolean completed = false;
        try {
            List<CompletedPart> parts = upload(file, id);
            answers.of(
                    "CompleteMultipartUpload",
                    key,
                    () -> client.completeMultipartUpload(request -> request.bucket(settings.bucket())
                            .key(key)
                            .uploadId(id)
                            .ifNoneMatch(S3ObjectStore.ANY)
                            .multipartUpload(all -> all.parts(parts))));
            completed = true;
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == S3Answers.PRECONDITION_FAILED) {
                return false;
            }
            // The upload is gone: aborted by a lifecycle rule, or completed by an attempt whose answer was lost.
            throw new StoreUnavailableException(
                    "S3 CompleteMultipartUpload on " + key + " failed: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (!completed) {
                abort(id);
            }
        }
    }

    private List<CompletedPart> upload(Path file, String id) throws IOException {
        List<CompletedPart> parts = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            for (byte[] part = in.readNBytes(settings.partBytes());
                    part.length > 0;
                    part = in.readNBytes(settings.partBytes())) {
                byte[] content = part;
                int number = parts.size() + 1;
                String tag = answers.of(
                                "UploadPart",
                                key,
                                () -> client.uploadPart(
                                        request -> request.bucket(settings.bucket())
                                                .key(key)
                                                .uploadId(id)
                                                .partNumber(number),
                                        RequestBody.fromBytes(content)))
                        .eTag();
                parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
            }
        }
        return parts;
    }

    private void abort(String id) {
        try {
            client.abortMultipartUpload(
                    request -> request.bucket(settings.bucket()).key(key).uploadId(id));
        } catch (RuntimeException e) {
            // What is left of it costs storage until a lifecycle rule removes it, and is no object.
            LOG.warn("The upload {} of {} is not aborted: {}", id, key, e.getMessage());
        }
    }
}
