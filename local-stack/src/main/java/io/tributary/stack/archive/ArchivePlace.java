package io.tributary.stack.archive;

import io.tributary.stack.config.S3Config;

/**
 * Where an archive is.
 *
 * @param bucket name of the bucket
 * @param prefix begin of all keys; empty or with a slash at its end
 * @param s3 how the store is reached
 */
public record ArchivePlace(String bucket, String prefix, S3Config s3) {}
