package io.tributary.stack.supervisor;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The end of a log file, for an error message. */
final class LogTail {

    private static final int LINES = 8;
    private static final int BYTES = 8192;
    private static final int LONGEST_LINE = 300;

    private LogTail() {}

    /** Names the log and quotes its last lines without stack traces. */
    static String quote(Path log) {
        List<String> lines = lastLines(log);
        String heading = ". The log is " + log;
        return lines.isEmpty()
                ? heading
                : heading + "; it ends with:\n"
                        + lines.stream().map(line -> "  " + line).collect(Collectors.joining("\n"));
    }

    private static List<String> lastLines(Path log) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(0, file.length() - BYTES);
            file.seek(from);
            byte[] end = new byte[(int) (file.length() - from)];
            file.readFully(end);
            List<String> lines = new String(end, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("\tat ") && !line.startsWith("\t..."))
                    .map(line -> line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + " ..." : line)
                    .toList();
            return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
        } catch (IOException e) {
            return List.of();
        }
    }
}
