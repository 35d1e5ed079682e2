package io.tributary.connectors.archive;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A configuration for {@link FakeS3}. */
final class Settings {

    private Settings() {}

    static Map<String, String> of(FakeS3 s3, Path folder) {
        Map<String, String> config = new HashMap<>();
        config.put(ArchiveConfig.BUCKET, FakeS3.BUCKET);
        config.put(ArchiveConfig.REGION, "us-east-1");
        config.put(ArchiveConfig.ENDPOINT, s3.url());
        config.put(ArchiveConfig.PATH_STYLE, "true");
        config.put(ArchiveConfig.ACCESS_KEY, "key");
        config.put(ArchiveConfig.SECRET_KEY, "secret");
        config.put(ArchiveConfig.BOOTSTRAP, "127.0.0.1:9");
        config.put(ArchiveConfig.SPOOL, folder.toString());
        return config;
    }
}
