package io.tributary.connectors.archive.store;

import java.net.URI;
import java.util.Optional;

/**
 * How a bucket is reached and how its objects are kept.
 *
 * @param region for instance {@code eu-central-1}; empty for what the SDK's default chain says
 * @param endpoint empty for AWS
 * @param pathStyle whether the bucket is part of the path instead of the host name
 * @param accessKey empty for the SDK's default chain of credentials
 * @param secretKey set if and only if the access key is
 * @param encryption {@code AES256}, {@code aws:kms} or {@code aws:kms:dsse}; empty for the bucket's own setting
 * @param encryptionKey id or ARN of a KMS key; empty for the default key
 * @param storageClass for instance {@code STANDARD_IA}; empty for the bucket's default. Data files only
 * @param partBytes files above this size are uploaded in parts of it
 */
public record S3Settings(
        String bucket,
        Optional<String> region,
        Optional<URI> endpoint,
        boolean pathStyle,
        Optional<String> accessKey,
        Optional<String> secretKey,
        Optional<String> encryption,
        Optional<String> encryptionKey,
        Optional<String> storageClass,
        int partBytes) {

    @Override
    public String toString() {
        // Without the keys.
        return "S3Settings[bucket=" + bucket + ", region=" + region + ", endpoint=" + endpoint + "]";
    }
}
