package io.tributary.connectors.files.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder for the one file that has to lie on a disk while it is read. It belongs to one task; what an earlier life of
 * the task left there is deleted.
 */
public final class Spool {

    private static final int BUFFER_BYTES = 1 << 16;

    private final Path folder;
    private final long maxBytes;

    /**
     * Names the folder; nothing is made before it is needed.
     *
     * @param maxBytes how much disk may be used
     */
    public Spool(Path folder, long maxBytes) {
        this.folder = folder;
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
        Path file = folder.resolve("spooled");
        try (OutputStream out = create(file)) {
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

    private OutputStream create(Path file) throws SpoolException {
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
     * Deletes what lies here.
     *
     * @throws SpoolException if the disk refuses
     */
    public void clear() throws SpoolException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
            for (Path file : left) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new SpoolException("Cannot clear spool.dir " + folder + ": " + e, e);
        }
    }
}
