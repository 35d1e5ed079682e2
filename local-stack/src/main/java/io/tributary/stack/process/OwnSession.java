package io.tributary.stack.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Starts a command in a session of its own, so that Ctrl-C and the closing of a terminal reach the supervisor alone,
 * which then stops the processes in order. Every way keeps the process id: the command replaces its starter.
 */
public final class OwnSession {

    private static final List<String> PREFIX = prefix();

    private OwnSession() {}

    /** The command line that runs the given one in a session of its own. */
    public static List<String> of(List<String> command) {
        List<String> all = new ArrayList<>(PREFIX);
        all.addAll(command);
        return List.copyOf(all);
    }

    private static List<String> prefix() {
        return onPath("setsid")
                .map(setsid -> List.of(setsid.toString()))
                .or(() -> onPath("perl")
                        .map(perl -> List.of(
                                perl.toString(),
                                "-MPOSIX",
                                "-e",
                                "POSIX::setsid(); exec { $ARGV[0] } @ARGV or exit 127")))
                .orElse(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
    }

    static Optional<Path> onPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        for (String folder : path.split(File.pathSeparator)) {
            Path candidate = Path.of(folder.isEmpty() ? "." : folder, program);
            if (Files.isExecutable(candidate) && !Files.isDirectory(candidate)) {
                return Optional.of(candidate.toAbsolutePath());
            }
        }
        return Optional.empty();
    }
}
