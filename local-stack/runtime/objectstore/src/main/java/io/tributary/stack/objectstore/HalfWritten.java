package io.tributary.stack.objectstore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files that S3Proxy writes an object into before it gives them their name: the object's key, a hyphen and a random
 * UUID. It lists them as objects, and leaves them behind when it is killed.
 */
final class HalfWritten {

    /** A random UUID (RFC 9562, version 4) in lower case. */
    private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

    /** Whatever ends so, apart from what S3Proxy itself keeps about a multipart upload until that is complete. */
    private static final Pattern NAME =
            Pattern.compile("(?!\\.s3proxy-mpu-stub-" + UUID + "$).*-" + UUID, Pattern.DOTALL);

    private HalfWritten() {}

    /** Whether a key is of the form that such files have. */
    static boolean isNameOf(String key) {
        return NAME.matcher(key).matches();
    }

    /**
     * Deletes what a store that was killed left behind; no store may run on the folder.
     *
     * @return how many files that were
     */
    static int deleteAll(Path folder) throws IOException {
        List<Path> left;
        try (Stream<Path> all = Files.walk(folder)) {
            left = all.filter(file -> isNameOf(file.getFileName().toString()) && Files.isRegularFile(file))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path file : left) {
            Files.delete(file);
        }
        return left.size();
    }
}
