package io.tributary.stack.supervisor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The memory that a process holds. */
final class ResidentMemory {

    private static final Path PROC = Path.of("/proc/self/status");
    private static final long KIBIBYTE = 1024;

    private ResidentMemory() {}

    /**
     * Resident bytes of a process and those of its children that it does not share with it; 0 if the process is gone or
     * the system does not tell. Postgres' children all map the same shared memory, which counts once.
     */
    static long of(ProcessHandle process) {
        try {
            if (!Files.exists(PROC)) {
                return fromPs(process.pid());
            }
            long bytes = fromProc(process.pid(), "VmRSS:");
            for (String child : children(process.pid())) {
                bytes += orZero(Long.parseLong(child), "RssAnon:");
            }
            return bytes;
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }

    /** Asks the system for one process' children; {@link ProcessHandle#children} would read every process' state. */
    private static List<String> children(long pid) throws IOException {
        Path list = Path.of("/proc/" + pid + "/task/" + pid + "/children");
        String line = Files.exists(list) ? Files.readString(list).strip() : "";
        return line.isEmpty() ? List.of() : List.of(line.split(" "));
    }

    private static long orZero(long pid, String field) {
        try {
            return fromProc(pid, field);
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }

    private static long fromProc(long pid, String field) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
            if (line.startsWith(field)) {
                return Long.parseLong(line.replaceAll("\\D", "")) * KIBIBYTE;
            }
        }
        return 0;
    }

    private static long fromPs(long pid) throws IOException {
        Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", String.valueOf(pid)).start();
        try (var out = ps.getInputStream()) {
            return Long.parseLong(new String(out.readAllBytes(), StandardCharsets.UTF_8).strip()) * KIBIBYTE;
        } finally {
            ps.destroy();
        }
    }
}
