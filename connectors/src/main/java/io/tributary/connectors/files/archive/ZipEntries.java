package io.tributary.connectors.files.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** The files in a .zip archive. */
final class ZipEntries implements Container {

    private final ZipFile archive;
    private final Enumeration<ZipArchiveEntry> entries;

    ZipEntries(Path file) throws IOException {
        archive = ZipFile.builder().setPath(file).get();
        entries = archive.getEntriesInPhysicalOrder();
    }

    @Override
    public Optional<Entry> next() throws IOException {
        while (entries.hasMoreElements()) {
            ZipArchiveEntry entry = entries.nextElement();
            if (!entry.isDirectory()) {
                // The library leaves the checksum in the archive's index unread.
                return Optional.of(
                        new Entry(entry.getName(), new ChecksumStream(archive.getInputStream(entry), entry.getCrc())));
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        archive.close();
    }
}
