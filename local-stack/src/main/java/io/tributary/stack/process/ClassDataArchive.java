package io.tributary.stack.process;

import io.tributary.stack.layout.ProcessName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The archive of loaded classes that shortens a JVM's start (AppCDS). A process whose archive is missing writes one when
 * it is stopped in order. The name carries a hash of the JVM, the flags and the class path with the jars' sizes and
 * times, so a rebuild or another JDK never meets an archive that does not fit.
 *
 * @param file the archive, which need not exist yet
 * @param draft where this supervisor's process writes it
 */
public record ClassDataArchive(Path file, Path draft) {

    private static final Logger LOG = LoggerFactory.getLogger(ClassDataArchive.class);
    private static final int HASH_DIGITS = 16;
    private static final String WRITE_AT_EXIT = "-XX:ArchiveClassesAtExit=";
    private static final List<String> QUIET = List.of("-Xshare:auto", "-Xlog:cds=off", "-Xlog:cds+dynamic=off");

    static ClassDataArchive of(Path folder, ProcessName process, List<String> flags, List<Path> classPath) {
        StringBuilder identity = new StringBuilder(System.getProperty("java.vm.version"));
        identity.append(System.getProperty("java.home"));
        flags.stream().filter(ClassDataArchive::matters).forEach(identity::append);
        for (Path entry : classPath) {
            identity.append('\n').append(entry).append(' ').append(stamp(entry));
        }
        String name = process.label() + "-" + hash(identity.toString()) + ".jsa";
        return new ClassDataArchive(
                folder.resolve(name),
                folder.resolve(name + "." + ProcessHandle.current().pid()));
    }

    /** Flags for a start with the archive, or for one that writes it in the end. */
    List<String> flags() {
        List<String> flags = new ArrayList<>(QUIET);
        flags.add(Files.exists(file) ? "-XX:SharedArchiveFile=" + file : WRITE_AT_EXIT + draft);
        return flags;
    }

    /**
     * Whether a process writes its archive when it is stopped, which takes it some seconds.
     *
     * @param arguments the file of its JVM's arguments, which need not exist
     */
    public static boolean isWrittenAtExit(Path arguments) {
        try {
            return Files.readString(arguments).contains(WRITE_AT_EXIT);
        } catch (IOException e) {
            // It is for a word to a person only.
            return false;
        }
    }

    /** Takes what an ended process wrote into use, and deletes what older builds have left. */
    void adopt(boolean complete) {
        try {
            if (!Files.exists(draft)) {
                return;
            }
            if (!complete) {
                Files.delete(draft);
                return;
            }
            String process = file.getFileName().toString().replaceFirst("-[0-9a-f]+\\.jsa$", "-");
            try (DirectoryStream<Path> older = Files.newDirectoryStream(file.getParent(), process + "*.jsa*")) {
                for (Path old : older) {
                    if (!old.equals(draft) && !isBeingWritten(old)) {
                        Files.deleteIfExists(old);
                    }
                }
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("class archive {} not kept: {}", file, e.getMessage());
        }
    }

    /** A draft's name ends with the id of the supervisor whose process writes it. */
    private static boolean isBeingWritten(Path path) {
        String end = path.getFileName().toString().replaceFirst(".*\\.jsa\\.?", "");
        return !end.isEmpty() && ProcessHandle.of(Long.parseLong(end)).isPresent();
    }

    /** System properties change nothing in an archive; they hold ports and paths of one stack. */
    private static boolean matters(String flag) {
        return !flag.startsWith("-D");
    }

    private static String stamp(Path entry) {
        try {
            return Files.size(entry) + " " + Files.getLastModifiedTime(entry).toMillis();
        } catch (IOException e) {
            return "missing";
        }
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
