package io.tributary.connectors.files.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;

/** The files in a .7z archive. Their checksums are verified as they are read to the end. */
final class SevenZipEntries implements Container {

    private final SevenZFile archive;

    SevenZipEntries(Path file, long memoryBytes) throws IOException {
        archive = SevenZFile.builder()
                .setPath(file)
                .setMaxMemoryLimitKiB((int) Math.min(Integer.MAX_VALUE, memoryBytes / 1024))
                .get();
    }

    @Override
    public Optional<Entry> next() throws IOException {
        SevenZArchiveEntry entry = archive.getNextEntry();
        while (entry != null && entry.isDirectory()) {
            entry = archive.getNextEntry();
        }
        if (entry == null) {
            return Optional.empty();
        }
        String name = entry.getName() == null ? archive.getDefaultName() : entry.getName();
        return Optional.of(new Entry(name, new Content(archive)));
    }

    @Override
    public void close() throws IOException {
        archive.close();
    }

    private static final class Content extends InputStream {

        private final SevenZFile archive;

        private Content(SevenZFile archive) {
            this.archive = archive;
        }

        @Override
        public int read() throws IOException {
            return archive.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return archive.read(target, offset, length);
        }
    }
}
