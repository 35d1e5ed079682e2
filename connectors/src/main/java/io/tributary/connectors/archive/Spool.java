package io.tributary.connectors.archive;

import io.tributary.connectors.archive.format.ArchivedRecord;
import io.tributary.connectors.archive.format.FileFormat;
import io.tributary.connectors.archive.format.RecordWriter;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;

/**
 * A data file while it grows, on the local disk: so memory does not depend on its size, and its checksum and range are
 * known before a byte is uploaded. Nothing is lost with it, since Kafka has the records until they are in the bucket.
 */
final class Spool {

    private final Path path;
    private final FileFormat format;
    private final long openedAt;
    private final MessageDigest digest = Sha256.digest();
    private final Counter counter;
    private final RecordWriter writer;
    private final Set<Integer> schemaIds = new TreeSet<>();
    private long records;
    private Long firstRecordOffset;
    private Long firstTimestamp;
    private Long minTimestamp;
    private Long maxTimestamp;

    private static final class Counter extends FilterOutputStream {

        private long bytes;

        Counter(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            out.write(source, offset, length);
            bytes += length;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            bytes++;
        }
    }

    /**
     * Begins a file.
     *
     * @param now milliseconds since any fixed moment
     */
    Spool(Path folder, FileFormat format, long now) {
        this.format = format;
        this.openedAt = now;
        try {
            path = Files.createTempFile(folder, "tributary-archive-", ".spool");
            counter = new Counter(
                    new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(path), 64 * 1024), digest));
            writer = format.writer(counter);
        } catch (IOException e) {
            throw new UncheckedIOException("A file cannot be made in " + folder + ", see spool.dir: " + e, e);
        }
    }

    void write(ArchivedRecord record) {
        try {
            writer.write(record);
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + path + " cannot be written: " + e, e);
        }
        records++;
        if (firstRecordOffset == null) {
            firstRecordOffset = record.offset();
            firstTimestamp = record.timestamp();
        }
        Long time = record.timestamp();
        if (time != null) {
            minTimestamp = minTimestamp == null ? time : Long.valueOf(Math.min(minTimestamp, time));
            maxTimestamp = maxTimestamp == null ? time : Long.valueOf(Math.max(maxTimestamp, time));
        }
        if (record.keySchemaId() != null) {
            schemaIds.add(record.keySchemaId());
        }
        if (record.valueSchemaId() != null) {
            schemaIds.add(record.valueSchemaId());
        }
    }

    /** Completes the file, of which the facts are final then. */
    void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + path + " cannot be written: " + e, e);
        }
    }

    void delete() {
        try {
            close();
            Files.deleteIfExists(path);
        } catch (IOException | UncheckedIOException e) {
            path.toFile().deleteOnExit();
        }
    }

    /** The checksum; once, after closing. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }

    Path path() {
        return path;
    }

    FileFormat format() {
        return format;
    }

    long openedAt() {
        return openedAt;
    }

    /** What was written so far, without what the writer still buffers. */
    long bytes() {
        return counter.bytes;
    }

    long records() {
        return records;
    }

    Long firstRecordOffset() {
        return firstRecordOffset;
    }

    /** The first record's timestamp; 0 if it has none. */
    long firstTimestamp() {
        return firstTimestamp == null ? 0 : firstTimestamp;
    }

    Long minTimestamp() {
        return minTimestamp;
    }

    Long maxTimestamp() {
        return maxTimestamp;
    }

    Set<Integer> schemaIds() {
        return schemaIds;
    }
}
