package io.tributary.connectors.files.archive;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** Opens files as what their name says they are. */
public final class Containers {

    private Containers() {}

    /**
     * Opens a file that can be read from its beginning only.
     *
     * @param content closed with the container
     */
    public static Container stream(Packing packing, InputStream content) throws IOException {
        return switch (packing) {
            case PLAIN -> new SingleEntry(content);
            case GZIP ->
                new SingleEntry(GzipCompressorInputStream.builder()
                        .setInputStream(content)
                        // Members one after the other are one file, as gunzip reads them.
                        .setDecompressConcatenated(true)
                        .get());
            case ZSTD -> new SingleEntry(new ZstdInputStream(content));
            case SEVEN_ZIP, ZIP -> throw new IllegalArgumentException(packing + " cannot be read from a stream");
        };
    }

    /**
     * Opens an archive on a disk.
     *
     * @param memoryBytes how much heap its decompression may take; only .7z lets an archive ask for more than a few
     *     hundred kB
     */
    public static Container seekable(Packing packing, Path file, long memoryBytes) throws IOException {
        return switch (packing) {
            case SEVEN_ZIP -> new SevenZipEntries(file, memoryBytes);
            case ZIP -> new ZipEntries(file);
            case PLAIN, GZIP, ZSTD -> throw new IllegalArgumentException(packing + " is read from a stream");
        };
    }
}
