package io.tributary.stack.archive.reading;

import io.tributary.schemas.archive.ManifestEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.avro.AvroRuntimeException;

/** Reads files of an archive by way of the local disk, one at a time; what a kill leaves there goes with the program. */
public final class ArchivedFileReader {

    private final ArchiveStore store;
    private Path file;

    public ArchivedFileReader(ArchiveStore store) {
        this.store = store;
    }

    /**
     * Reads a file. No record is passed on before it is known to be the one that the manifest means.
     *
     * @return what is wrong with it; empty if nothing is
     * @throws io.tributary.stack.layout.StackException if the store does not give it
     */
    public Optional<Damage> read(ManifestEntry entry, Consumer<StoredRecord> reader) {
        try {
            if (file == null) {
                file = place();
            }
            try {
                return read(entry, file, reader);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The archive's file " + entry.file() + " cannot be kept for a moment", e);
        }
    }

    private static Path place() throws IOException {
        Path folder = Files.createTempDirectory("tributary-archive-");
        folder.toFile().deleteOnExit();
        Path file = folder.resolve("data");
        file.toFile().deleteOnExit();
        return file;
    }

    private Optional<Damage> read(ManifestEntry entry, Path file, Consumer<StoredRecord> reader) throws IOException {
        if (!store.download(entry.file(), file)) {
            return Optional.of(new Damage(Damage.Kind.MISSING, "is missing; restore it from a copy"));
        }
        if (!sha256(file).equals(entry.sha256())) {
            return Optional.of(new Damage(
                    Damage.Kind.ALTERED,
                    "is damaged: it is not the one whose SHA-256 the manifest has; restore it from a copy"));
        }
        long[] count = {0};
        try {
            ArchiveFormat.of(entry).read(file, record -> {
                count[0]++;
                reader.accept(record);
            });
        } catch (IOException | AvroRuntimeException e) {
            return Optional.of(new Damage(Damage.Kind.UNLIKE_ITS_ENTRY, "cannot be read: " + e));
        }
        return count[0] == entry.recordCount()
                ? Optional.empty()
                : Optional.of(new Damage(
                        Damage.Kind.UNLIKE_ITS_ENTRY,
                        "has " + count[0] + " records, where the manifest has " + entry.recordCount()
                                + "; restore both from a copy"));
    }

    private static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
