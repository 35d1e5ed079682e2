package io.tributary.streams.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** A name for this instance that lives as long as its state folder. */
final class InstanceId {

    private static final String FILE = "instance-id";

    private InstanceId() {}

    /** The folder's name for the instance, made up and written when it has none. */
    static String of(Path stateDirectory) {
        Path file = stateDirectory.resolve(FILE);
        try {
            Files.createDirectories(stateDirectory);
            if (Files.exists(file)) {
                String known = Files.readString(file).trim();
                if (known.matches("[a-z0-9-]{36}")) {
                    return known;
                }
            }
            String made = UUID.randomUUID().toString();
            Files.writeString(file, made);
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The state folder " + stateDirectory + " cannot be used; make it writable or set state.dir", e);
        }
    }
}
