package io.tributary.spark.session;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the lake is and how to get there.
 *
 * @param root the lake's root without a trailing slash, for instance {@code s3a://lake} or {@code file:///tmp/lake}
 * @param databasePrefix beginning of the databases' names: {@code <prefix>bronze}, {@code <prefix>silver}
 * @param endpoint an S3 endpoint other than AWS's own; empty on AWS
 * @param credentials fixed credentials; empty means AWS's default chain
 * @param pathStyle whether the bucket is part of the path instead of the host name
 */
public record LakeStorage(
        String root,
        String databasePrefix,
        Optional<URI> endpoint,
        Optional<S3Credentials> credentials,
        boolean pathStyle) {

    /** Any region does for an endpoint of one's own, but the client will not start without one. */
    private static final String LOCAL_REGION = "us-east-1";

    /** Credentials whose text form hides the secret. */
    public record S3Credentials(String accessKey, String secretKey) {
        @Override
        public String toString() {
            return "S3Credentials[" + accessKey + ", ***]";
        }
    }

    public LakeStorage {
        root = root.replaceAll("/+$", "");
        if (root.isEmpty() || URI.create(root).getScheme() == null) {
            throw new IllegalArgumentException("Setting 'lake.root' is '" + root
                    + "'; it must be a location with a scheme, for instance s3a://bucket or s3a://bucket/folder");
        }
    }

    /** Reads {@code lake.root}, {@code catalog.database.prefix} and {@code s3.*}. */
    public static LakeStorage of(ProcessSettings settings) {
        Optional<String> accessKey = settings.optional("s3.access.key");
        Optional<String> secretKey = settings.optional("s3.secret.key");
        if (accessKey.isPresent() != secretKey.isPresent()) {
            throw new IllegalArgumentException(
                    "Settings 's3.access.key' and 's3.secret.key' belong together; give both or neither");
        }
        return new LakeStorage(
                settings.required("lake.root"),
                settings.optional("catalog.database.prefix").orElse("lake_"),
                settings.optional("s3.endpoint").map(URI::create),
                accessKey.map(key -> new S3Credentials(key, secretKey.get())),
                settings.flag("s3.path.style", true));
    }

    /** The location of something below the root. */
    public String path(String relative) {
        return root + "/" + relative;
    }

    /** The same as Hadoop's S3A settings, in the form that Spark passes on. */
    Map<String, String> hadoopConf() {
        Map<String, String> conf = new LinkedHashMap<>();
        conf.put("spark.hadoop.fs.s3.impl", "org.apache.hadoop.fs.s3a.S3AFileSystem");
        conf.put("spark.hadoop.fs.s3a.connection.maximum", "200");
        // No look whether a file to be written is a folder, nor markers for folders that became empty: nobody here
        // asks.
        conf.put("spark.hadoop.fs.s3a.performance.flags", "create,delete,mkdir");
        conf.put("spark.hadoop.fs.s3a.threads.max", "32");
        // An instant of a table's timeline is a tiny file: a refused write must fail in seconds, not in minutes.
        conf.put("spark.hadoop.fs.s3a.attempts.maximum", "5");
        conf.put("spark.hadoop.fs.s3a.connection.establish.timeout", "15000");
        endpoint.ifPresent(uri -> {
            conf.put("spark.hadoop.fs.s3a.endpoint", uri.toString());
            conf.put("spark.hadoop.fs.s3a.endpoint.region", LOCAL_REGION);
            conf.put("spark.hadoop.fs.s3a.connection.ssl.enabled", String.valueOf("https".equals(uri.getScheme())));
            conf.put("spark.hadoop.fs.s3a.path.style.access", String.valueOf(pathStyle));
        });
        credentials.ifPresent(pair -> {
            conf.put(
                    "spark.hadoop.fs.s3a.aws.credentials.provider",
                    "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider");
            conf.put("spark.hadoop.fs.s3a.access.key", pair.accessKey());
            conf.put("spark.hadoop.fs.s3a.secret.key", pair.secretKey());
        });
        return conf;
    }
}
