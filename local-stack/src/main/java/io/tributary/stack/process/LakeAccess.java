package io.tributary.stack.process;

import io.tributary.stack.config.LakeConfig.ExternalLake;
import io.tributary.stack.config.PortRole;
import io.tributary.stack.config.S3Config;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The lake's place and keys as the Spark processes take them. */
final class LakeAccess {

    /** Bucket of the object store on the local disk. */
    static final String LOCAL_BUCKET = "lake";

    private LakeAccess() {}

    static Map<String, String> properties(ProcessContext context) {
        Optional<ExternalLake> external = context.config().lake().external();
        Map<String, String> properties =
                new LinkedHashMap<>(external.isPresent() ? external(external.get()) : local(context));
        properties.put(
                "catalog.database.prefix", context.config().lake().catalog().databasePrefix());
        return properties;
    }

    private static Map<String, String> external(ExternalLake lake) {
        S3Config s3 = lake.s3();
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("lake.root", lake.root().replaceFirst("^s3://", "s3a://"));
        s3.endpoint().ifPresent(endpoint -> properties.put("s3.endpoint", endpoint.toString()));
        if (s3.pathStyle()) {
            properties.put("s3.path.style", "true");
        }
        s3.accessKey().ifPresent(key -> properties.put("s3.access.key", key.reveal()));
        s3.secretKey().ifPresent(key -> properties.put("s3.secret.key", key.reveal()));
        s3.region().ifPresent(region -> properties.put("spark.hadoop.fs.s3a.endpoint.region", region));
        return properties;
    }

    private static Map<String, String> local(ProcessContext context) {
        S3Keys keys = S3Keys.ofLocalStore(context.state());
        return Map.of(
                "lake.root",
                "s3a://" + LOCAL_BUCKET,
                "s3.endpoint",
                "http://127.0.0.1:" + context.port(PortRole.OBJECTSTORE),
                "s3.path.style",
                "true",
                "s3.access.key",
                keys.accessKey().reveal(),
                "s3.secret.key",
                keys.secretKey().reveal());
    }
}
