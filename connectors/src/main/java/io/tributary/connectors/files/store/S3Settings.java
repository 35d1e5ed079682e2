package io.tributary.connectors.files.store;

import java.net.URI;

/**
 * Which prefix of which bucket, and how S3 is spoken to.
 *
 * @param bucket not null
 * @param prefix key prefix of all files, ending with a slash, or empty
 * @param region AWS region; null for the one that the environment names
 * @param endpoint an S3-compatible store; null for AWS
 * @param pathStyle whether the bucket stands in the path instead of the host name
 * @param accessKey null for the credentials that the environment has
 * @param secretKey null with a null access key; never written anywhere
 */
public record S3Settings(
        String bucket,
        String prefix,
        String region,
        URI endpoint,
        boolean pathStyle,
        String accessKey,
        String secretKey) {

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + prefix;
    }
}
