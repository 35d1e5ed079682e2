package io.tributary.stack.process;

import static java.util.Objects.requireNonNull;

import io.tributary.stack.config.LakeConfig.ExternalLake;
import io.tributary.stack.config.PortRole;
import io.tributary.stack.config.S3Config;
import java.net.URI;
import java.util.Optional;

/**
 * The lake's place in an object store: the user's own, or the one on the local disk.
 *
 * @param bucket name of the bucket
 * @param prefix begin of the keys of all that belongs to the lake; empty or with a slash at its end
 * @param s3 how the store is reached
 */
public record LakeStore(String bucket, String prefix, S3Config s3) {

    /** The local store takes any; the AWS SDK wants one. */
    private static final String LOCAL_REGION = "us-east-1";

    public LakeStore {
        requireNonNull(bucket, "bucket is null");
        requireNonNull(prefix, "prefix is null");
        requireNonNull(s3, "s3 is null");
    }

    /** The place of a stack's lake; makes the keys of the local store if there are none yet. */
    public static LakeStore of(ProcessContext context) {
        return context.config().lake().external().map(LakeStore::external).orElseGet(() -> local(context));
    }

    private static LakeStore external(ExternalLake lake) {
        URI root = URI.create(lake.root());
        String path = root.getPath().replaceFirst("^/", "");
        return new LakeStore(root.getHost(), path.isEmpty() ? "" : path + "/", lake.s3());
    }

    private static LakeStore local(ProcessContext context) {
        S3Keys keys = S3Keys.ofLocalStore(context.state());
        URI endpoint = URI.create("http://127.0.0.1:" + context.port(PortRole.OBJECTSTORE));
        return new LakeStore(
                LakeAccess.LOCAL_BUCKET,
                "",
                new S3Config(
                        Optional.of(endpoint),
                        true,
                        Optional.of(LOCAL_REGION),
                        Optional.of(keys.accessKey()),
                        Optional.of(keys.secretKey())));
    }
}
