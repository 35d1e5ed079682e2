package io.tributary.stack.archive;

import io.tributary.stack.config.S3Config;
import io.tributary.stack.layout.PrivateFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The file from which Kafka Connect reads the bucket's keys, so that they are in no configuration and no topic. */
final class LakeKeysFile {

    private static final String ACCESS_KEY = "aws.access.key.id";
    private static final String SECRET_KEY = "aws.secret.access.key";

    private final Path file;

    LakeKeysFile(Path folder) {
        this.file = folder.toAbsolutePath().resolve("archive.properties");
    }

    /** Settings that stand for the keys in a connector's configuration; none for the SDK's default chain. */
    Map<String, String> references(S3Config s3) {
        Map<String, String> references = new TreeMap<>();
        s3.accessKey().ifPresent(key -> references.put(ACCESS_KEY, reference(ACCESS_KEY)));
        s3.secretKey().ifPresent(key -> references.put(SECRET_KEY, reference(SECRET_KEY)));
        return references;
    }

    void write(S3Config s3) {
        Map<String, String> keys = new TreeMap<>();
        s3.accessKey().ifPresent(key -> keys.put(ACCESS_KEY, key.reveal()));
        s3.secretKey().ifPresent(key -> keys.put(SECRET_KEY, key.reveal()));
        PrivateFile.writeProperties(file, keys);
    }

    private String reference(String key) {
        return "${file:" + file + ":" + key + "}";
    }
}
