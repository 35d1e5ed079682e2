package io.tributary.stack.process;

import io.tributary.stack.layout.Installation;
import io.tributary.stack.layout.ProcessName;
import io.tributary.stack.layout.StackException;
import io.tributary.stack.layout.StateDirectory;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The Postgres server of this platform, unpacked into the state directory. */
final class PostgresBinaries {

    private static final Pattern VERSION = Pattern.compile("-(\\d[\\w.]*)\\.jar");
    private static final int OWNER_MAY_EXECUTE = 0100;

    private PostgresBinaries() {}

    /**
     * The folder with {@code bin}, {@code lib} and {@code share}. It appears as a whole: an unpacking that was
     * interrupted leaves nothing that a later start could take for complete.
     */
    static Path unpacked(Installation installation, StateDirectory state) {
        Path jar = installation.runtimeClassPath(ProcessName.POSTGRES).get(0);
        Matcher version = VERSION.matcher(jar.getFileName().toString());
        Path folder = state.postgresRuntime(version.find() ? version.group(1) : "server");
        if (Files.isExecutable(folder.resolve("bin").resolve("postgres"))) {
            return folder;
        }
        Path draft = folder.resolveSibling(folder.getFileName() + ".new");
        try {
            delete(draft);
            delete(folder);
            Files.createDirectories(draft);
            unpack(jar, draft);
            Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
            return folder;
        } catch (IOException e) {
            throw new StackException(
                    "The Postgres server cannot be unpacked from " + jar + " to " + folder + ": " + e.getMessage()
                            + ". Check the free space; if the jar is damaged, delete it and build again",
                    e);
        }
    }

    private static void unpack(Path jar, Path target) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new BufferedInputStream(Files.newInputStream(jar)))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith(".txz")) {
                    unpackTar(new TarArchiveInputStream(new XZInputStream(zip)), target);
                    return;
                }
            }
        }
        throw new IOException("it holds no .txz archive");
    }

    private static void unpackTar(TarArchiveInputStream tar, Path target) throws IOException {
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path path = target.resolve(entry.getName()).normalize();
            if (!path.startsWith(target)) {
                throw new IOException("the entry " + entry.getName() + " lies outside of the archive");
            }
            if (entry.isDirectory()) {
                Files.createDirectories(path);
            } else if (entry.isSymbolicLink()) {
                Files.createDirectories(path.getParent());
                Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            } else {
                writeFile(tar, path, (entry.getMode() & OWNER_MAY_EXECUTE) != 0);
            }
        }
    }

    private static void writeFile(InputStream content, Path path, boolean executable) throws IOException {
        Files.createDirectories(path.getParent());
        Files.copy(content, path);
        if (executable) {
            Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(path));
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            Files.setPosixFilePermissions(path, permissions);
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
