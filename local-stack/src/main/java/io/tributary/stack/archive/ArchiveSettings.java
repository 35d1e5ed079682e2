package io.tributary.stack.archive;

import static java.util.Objects.requireNonNull;

import io.tributary.stack.config.ArchiveConfig;
import io.tributary.stack.process.LakeStore;
import java.net.URI;
import java.nio.file.Path;

/**
 * All that the archive's connector is made from.
 *
 * @param archive what the user wants
 * @param lake the bucket
 * @param bootstrap the broker's address
 * @param registry root of the schema registry's REST API
 * @param secrets folder for the file from which Connect reads the bucket's keys; its config provider {@code file} must
 *     allow it
 */
public record ArchiveSettings(ArchiveConfig archive, LakeStore lake, String bootstrap, URI registry, Path secrets) {

    public ArchiveSettings {
        requireNonNull(archive, "archive is null");
        requireNonNull(lake, "lake is null");
        requireNonNull(bootstrap, "bootstrap is null");
        requireNonNull(registry, "registry is null");
        requireNonNull(secrets, "secrets is null");
    }
}
