package io.tributary.stack.supervisor;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the processes' logs from filling the disk: a long one is copied to {@code <name>.log.1} and emptied. The
 * processes go on writing, since they append to whatever the end is.
 */
final class LogRotation {

    private static final Logger LOG = LoggerFactory.getLogger(LogRotation.class);
    private static final long LONGEST = 32L * 1024 * 1024;

    private final Path folder;

    LogRotation(Path folder) {
        this.folder = folder;
    }

    void rotate() {
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(folder, "*.log")) {
            for (Path log : logs) {
                if (Files.size(log) > LONGEST) {
                    Files.copy(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
                    try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
                        channel.truncate(0);
                    }
                }
            }
        } catch (IOException e) {
            LOG.warn("logs in {} cannot be rotated: {}", folder, e.getMessage());
        }
    }
}
