package io.tributary.tests.rivers;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;

/** Files of one text each, packed as their name says. */
final class Packed {

    private Packed() {}

    static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        String name = file.getFileName().toString();
        if (name.endsWith(".7z")) {
            try (SevenZOutputFile archive = new SevenZOutputFile(file.toFile())) {
                archive.putArchiveEntry(archive.createArchiveEntry(file.toFile(), "inside.txt"));
                archive.write(content);
                archive.closeArchiveEntry();
            }
        } else {
            try (OutputStream out = packing(name, Files.newOutputStream(file))) {
                out.write(content);
            }
        }
    }

    private static OutputStream packing(String name, OutputStream out) throws IOException {
        if (name.endsWith(".zip")) {
            ZipOutputStream zip = new ZipOutputStream(out);
            zip.putNextEntry(new ZipEntry("inside.txt"));
            return zip;
        }
        if (name.endsWith(".gz")) {
            return new GZIPOutputStream(out);
        }
        return name.endsWith(".zst") ? new ZstdOutputStream(out) : out;
    }

    /** The text of a .7z, .zip, .gz or plain file. */
    static byte[] read(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (name.endsWith(".7z")) {
            try (SevenZFile archive = SevenZFile.builder().setPath(file).get()) {
                return archive.getInputStream(archive.getNextEntry()).readAllBytes();
            }
        }
        try (InputStream in = Files.newInputStream(file)) {
            if (name.endsWith(".zip")) {
                ZipInputStream zip = new ZipInputStream(in);
                zip.getNextEntry();
                return zip.readAllBytes();
            }
            return name.endsWith(".gz") ? new GZIPInputStream(in).readAllBytes() : in.readAllBytes();
        }
    }
}
