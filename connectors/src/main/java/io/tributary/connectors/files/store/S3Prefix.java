package io.tributary.connectors.files.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The objects of a bucket whose keys begin with a prefix. */
final class S3Prefix implements FileStore {

    private static final int FORBIDDEN = 403;
    private static final int PRECONDITION_FAILED = 412;

    private final S3Settings settings;
    private final S3Client s3;

    S3Prefix(S3Settings settings) {
        this.settings = settings;
        S3ClientBuilder builder =
                S3Client.builder().httpClientBuilder(ApacheHttpClient.builder()).forcePathStyle(settings.pathStyle());
        if (settings.region() != null) {
            builder.region(Region.of(settings.region()));
        }
        if (settings.endpoint() != null) {
            builder.endpointOverride(settings.endpoint());
        }
        if (settings.accessKey() != null) {
            builder.credentialsProvider(StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(settings.accessKey(), settings.secretKey())));
        }
        s3 = builder.build();
    }

    @Override
    public List<StoredFile> list(PathFilter filter) throws IOException {
        try {
            List<StoredFile> files = new ArrayList<>();
            s3
                    .listObjectsV2Paginator(
                            request -> request.bucket(settings.bucket()).prefix(settings.prefix()))
                    .contents()
                    .stream()
                    .filter(object -> !object.key().endsWith("/"))
                    .map(this::describe)
                    .filter(file -> filter.accepts(file.path()))
                    .forEach(files::add);
            return files;
        } catch (S3Exception e) {
            if (e.statusCode() == FORBIDDEN) {
                throw new AccessRefusedException("S3 refuses to list " + settings + ": " + e.getMessage(), e);
            }
            throw new StoreUnavailableException("Cannot list " + settings + ": " + e.getMessage(), e);
        } catch (SdkException e) {
            throw new StoreUnavailableException("Cannot list " + settings + ": " + e.getMessage(), e);
        }
    }

    private StoredFile describe(S3Object object) {
        return describe(
                object.key().substring(settings.prefix().length()),
                object.size(),
                object.lastModified(),
                object.eTag());
    }

    private static StoredFile describe(String path, long size, Instant modified, String tag) {
        // The time belongs to the upload, not to the content, and HEAD gives it less exactly than LIST: the tag
        // decides.
        long wholeSeconds = modified.getEpochSecond() * 1000;
        return new StoredFile(path, size, wholeSeconds, tag);
    }

    @Override
    public Optional<StoredFile> find(String path) throws IOException {
        try {
            HeadObjectResponse head =
                    s3.headObject(request -> request.bucket(settings.bucket()).key(settings.prefix() + path));
            return Optional.of(describe(path, head.contentLength(), head.lastModified(), head.eTag()));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (S3Exception e) {
            if (e.statusCode() == FORBIDDEN) {
                throw new AccessRefusedException("S3 refuses to look at " + path + " in " + settings, e);
            }
            throw new StoreUnavailableException(
                    "Cannot look at " + path + " in " + settings + ": " + e.getMessage(), e);
        } catch (SdkException e) {
            throw new StoreUnavailableException(
                    "Cannot look at " + path + " in " + settings + ": " + e.getMessage(), e);
        }
    }

    @Override
    public InputStream open(StoredFile file, long offset) throws IOException {
        GetObjectRequest.Builder request =
                GetObjectRequest.builder().bucket(settings.bucket()).key(settings.prefix() + file.path());
        if (file.tag() != null) {
            request.ifMatch(file.tag());
        }
        if (offset > 0) {
            request.range("bytes=" + offset + "-");
        }
        try {
            return new AbortedWhenClosed(s3.getObject(request.build()));
        } catch (NoSuchKeyException e) {
            throw new MissingFileException(settings + " has no object " + file.path(), e);
        } catch (S3Exception e) {
            if (e.statusCode() == PRECONDITION_FAILED) {
                throw new ChangedFileException(file.path() + " in " + settings + " is no longer what was listed", e);
            }
            if (e.statusCode() == FORBIDDEN) {
                throw new MissingFileException("S3 refuses " + file.path() + ": " + e.getMessage(), e);
            }
            throw new StoreUnavailableException("Cannot read " + file.path() + " from " + settings, e);
        } catch (SdkException e) {
            throw new StoreUnavailableException("Cannot read " + file.path() + " from " + settings, e);
        }
    }

    @Override
    public void delete(StoredFile file) throws IOException {
        change(
                "delete " + file.path(),
                () -> s3.deleteObject(
                        request -> request.bucket(settings.bucket()).key(settings.prefix() + file.path())));
    }

    /** S3 has no move: what lies at the target with the same size is the copy of an interrupted one. */
    @Override
    public void move(StoredFile file, String target) throws IOException {
        Optional<StoredFile> there = find(target);
        if (there.isPresent() && there.get().size() != file.size()) {
            throw new AccessRefusedException(
                    settings + " has another object at " + target + ", so " + file.path() + " is not moved there");
        }
        if (there.isEmpty()) {
            change(
                    "copy " + file.path() + " to " + target,
                    () -> s3.copyObject(request -> request.sourceBucket(settings.bucket())
                            .sourceKey(settings.prefix() + file.path())
                            .copySourceIfMatch(file.tag())
                            .destinationBucket(settings.bucket())
                            .destinationKey(settings.prefix() + target)));
        }
        delete(file);
    }

    private void change(String what, Runnable request) throws IOException {
        try {
            request.run();
        } catch (S3Exception e) {
            if (e.statusCode() / 100 == 4) {
                throw new AccessRefusedException("S3 does not " + what + " in " + settings + ": " + e.getMessage(), e);
            }
            throw new StoreUnavailableException("Cannot " + what + " in " + settings + ": " + e.getMessage(), e);
        } catch (SdkException e) {
            throw new StoreUnavailableException("Cannot " + what + " in " + settings + ": " + e.getMessage(), e);
        }
    }

    /** Closing a response that is not read to its end would read it to its end. */
    private static final class AbortedWhenClosed extends FilterInputStream {

        private final ResponseInputStream<GetObjectResponse> response;

        private AbortedWhenClosed(ResponseInputStream<GetObjectResponse> response) {
            super(response);
            this.response = response;
        }

        @Override
        public void close() {
            response.abort();
        }
    }

    @Override
    public void close() {
        s3.close();
    }
}
