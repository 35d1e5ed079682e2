package io.tributary.stack.supervisor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

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
            long children = process.descendants()
                    .mapToLong(child -> orZero(child.pid(), "RssAnon:"))
                    .sum();
            return fromProc(process.pid(), "VmRSS:") + children;
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
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
