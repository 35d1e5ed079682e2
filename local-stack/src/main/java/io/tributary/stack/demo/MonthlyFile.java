package io.tributary.stack.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** A file of a month: it gets its name when it is whole, has the time of the month's end, and once there stays as it is. */
final class MonthlyFile {

    private MonthlyFile() {}

    /** Writes a file's content. */
    @FunctionalInterface
    interface Content {
        void writeTo(Path draft) throws IOException;
    }

    /** Writes a file unless it is there; what is there keeps its time, so that it is read once. */
    static void write(Path file, YearMonth month, Content content) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        Files.createDirectories(file.getParent());
        Path draft = file.resolveSibling(file.getFileName() + ".part");
        content.writeTo(draft);
        Files.setLastModifiedTime(
                draft, FileTime.from(month.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC)));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
