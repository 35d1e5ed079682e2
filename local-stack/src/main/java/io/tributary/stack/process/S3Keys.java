package io.tributary.stack.process;

import static java.util.Objects.requireNonNull;

import io.tributary.stack.config.Secret;
import io.tributary.stack.layout.PrivateFile;
import io.tributary.stack.layout.StackException;
import io.tributary.stack.layout.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * Keys for an object store.
 *
 * @param accessKey the access key id
 * @param secretKey the secret key
 */
record S3Keys(Secret accessKey, Secret secretKey) {

    private static final String ACCESS_KEY = "aws_access_key_id";
    private static final String SECRET_KEY = "aws_secret_access_key";
    private static final int ACCESS_KEY_LENGTH = 20;
    private static final int SECRET_KEY_LENGTH = 40;

    S3Keys {
        requireNonNull(accessKey, "accessKey is null");
        requireNonNull(secretKey, "secretKey is null");
    }

    /**
     * The keys of the stack's own store, made at first use. The file has the form of an AWS credentials file, so that
     * the AWS command line can be pointed at it.
     */
    static S3Keys ofLocalStore(StateDirectory state) {
        Path file = state.objectStoreCredentials();
        return read(file).orElseGet(() -> {
            S3Keys keys = new S3Keys(
                    GeneratedPassword.ofLength(ACCESS_KEY_LENGTH), GeneratedPassword.ofLength(SECRET_KEY_LENGTH));
            PrivateFile.write(
                    file,
                    "[default]\n" + ACCESS_KEY + "=" + keys.accessKey.reveal() + "\n" + SECRET_KEY + "="
                            + keys.secretKey.reveal() + "\n");
            return keys;
        });
    }

    private static Optional<S3Keys> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new StackException("The file " + file + " cannot be read: " + e, e);
        }
        String accessKey = properties.getProperty(ACCESS_KEY, "");
        String secretKey = properties.getProperty(SECRET_KEY, "");
        if (accessKey.isBlank() || secretKey.isBlank()) {
            throw new StackException("The file " + file + " lacks " + ACCESS_KEY + " or " + SECRET_KEY
                    + "; delete the file, and new keys are made at the next start");
        }
        return Optional.of(new S3Keys(Secret.of(accessKey), Secret.of(secretKey)));
    }
}
