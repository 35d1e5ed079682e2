package io.tributary.stack.process;

import io.tributary.stack.layout.ProcessName;
import io.tributary.stack.layout.StateDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The archive of loaded classes that shortens a JVM's start (AppCDS). Its name carries a hash of the JVM, the flags and
 * the class path with the jars' sizes and times, so a rebuild or another JDK never meets an archive it does not fit.
 *
 * @param file the archive, which need not exist yet
 */
public record ClassDataArchive(Path file) {

    private static final int HASH_DIGITS = 16;

    static ClassDataArchive of(StateDirectory state, JvmCommand command) {
        StringBuilder identity = new StringBuilder(System.getProperty("java.vm.version"));
        identity.append(System.getProperty("java.home")).append(command.flags());
        for (Path entry : command.classPath()) {
            identity.append('\n').append(entry).append(' ').append(stamp(entry));
        }
        return new ClassDataArchive(
                state.cds().resolve(command.process().label() + "-" + hash(identity.toString()) + ".jsa"));
    }

    /** Flags for a start with the archive, or for one that records what an archive needs. */
    List<String> flags() {
        return Files.exists(file)
                ? List.of("-Xshare:auto", "-XX:SharedArchiveFile=" + file, "-Xlog:cds=off", "-Xlog:cds+dynamic=off")
                : List.of("-Xshare:auto", "-XX:+RecordDynamicDumpInfo", "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
    }

    /** Whether an archive with this name belongs to the process. */
    static boolean belongsTo(Path archive, ProcessName process) {
        return archive.getFileName().toString().startsWith(process.label() + "-");
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
