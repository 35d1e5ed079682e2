package io.tributary.connectors.files.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * A folder for the one file that has to lie on a disk while it is read. It belongs to one task; what an earlier life of
 * the task left there is deleted. Such a life may not be quite over: it keeps its hands off the files of later ones.
 */
public final class Spool {

    private static final int BUFFER_BYTES = 1 << 16;

    private final Path folder;
    private final Path file;
    private final long maxBytes;

    /**
     * Names the folder; nothing is made before it is needed.
     *
     * @param maxBytes how much disk may be used
     */
    public Spool(Path folder, long maxBytes) {
        this.folder = folder;
        this.file = folder.resolve("spooled-" + UUID.randomUUID());
        this.maxBytes = maxBytes;
    }

    /**
     * Whether a file may be put here at all.
     *
     * @param bytes its size
     */
    public boolean takes(long bytes) {
        return bytes <= maxBytes;
    }

    public long maxBytes() {
        return maxBytes;
    }

    /**
     * Copies a file here, in the place of the one before.
     *
     * @throws SpoolException if the disk does not take it
     * @throws IOException what reading the content throws
     */
    public Path hold(InputStream content) throws IOException {
        clear();
        try (OutputStream out = create()) {
            byte[] buffer = new byte[BUFFER_BYTES];
            long total = 0;
            for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                total += count;
                if (total > maxBytes) {
                    throw new SpoolException("More than spool.max.bytes = " + maxBytes + " came", null);
                }
                write(out, buffer, count);
            }
        }
        return file;
    }

    private OutputStream create() throws SpoolException {
        try {
            Files.createDirectories(folder);
            return Files.newOutputStream(file);
        } catch (IOException e) {
            throw new SpoolException("Cannot write to spool.dir " + folder + ": " + e, e);
        }
    }

    private void write(OutputStream out, byte[] buffer, int count) throws SpoolException {
        try {
            out.write(buffer, 0, count);
        } catch (IOException e) {
            throw new SpoolException("Cannot write to spool.dir " + folder + ": " + e, e);
        }
    }

    /**
     * Deletes what was put here.
     *
     * @throws SpoolException if the disk refuses
     */
    public void clear() throws SpoolException {
        delete(List.of(file));
    }

    /**
     * Deletes what earlier lives of the task left here.
     *
     * @throws SpoolException if the disk refuses
     */
    public void clearLeftovers() throws SpoolException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
            delete(left);
        } catch (IOException e) {
            throw new SpoolException("Cannot clear spool.dir " + folder + ": " + e, e);
        }
    }

    private void delete(Iterable<Path> files) throws SpoolException {
        try {
            for (Path each : files) {
                Files.deleteIfExists(each);
            }
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            // Another life of the task has put a file here.
            return;
        } catch (IOException e) {
            throw new SpoolException("Cannot clear spool.dir " + folder + ": " + e, e);
        }
    }
}
