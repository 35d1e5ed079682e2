package io.tributary.stack.archive;

import io.tributary.stack.config.S3Config;
import io.tributary.stack.config.Secret;
import io.tributary.stack.layout.PrivateFile;
import io.tributary.stack.layout.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The file from which Kafka Connect reads the bucket's keys, so that they are in no configuration and no topic. */
final class LakeKeysFile {

    static final String ACCESS_KEY = "aws.access.key.id";
    static final String SECRET_KEY = "aws.secret.access.key";

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

    /** The keys by their names; none if the file is not there, as with the SDK's default chain. */
    Map<String, Secret> read() {
        Map<String, Secret> keys = new TreeMap<>();
        if (Files.exists(file)) {
            Properties properties = new Properties();
            try (var reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new StackException("The file " + file + " cannot be read: " + e, e);
            }
            properties.forEach((name, value) -> keys.put(name.toString(), Secret.of(value.toString())));
        }
        return keys;
    }

    private String reference(String key) {
        return "${file:" + file + ":" + key + "}";
    }
}
