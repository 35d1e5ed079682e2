package io.tributary.stack.demo;

import io.tributary.stack.layout.StackException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZMethod;
import org.apache.commons.compress.archivers.sevenz.SevenZMethodConfiguration;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.tukaani.xz.LZMA2Options;

/** An archive of CAGED: one text file with the archive's own name in it. Written as it is made, whatever its size. */
public final class JobArchive {

    private static final DateTimeFormatter YEAR_FIRST = DateTimeFormatter.ofPattern("yyyyMM", Locale.ROOT);
    private static final String DELIMITER = ";";
    private static final String LINE_END = "\r\n";
    private static final int CHUNK_CHARACTERS = 1 << 16;
    private static final int LEAST_EFFORT = 0;

    private final Path file;
    private final YearMonth month;
    private final Charset encoding;

    JobArchive(Path file, YearMonth month, Charset encoding) {
        this.file = file;
        this.month = month;
        this.encoding = encoding;
    }

    /**
     * Writes a month of invented movements in the layout of Novo CAGED where its server has them, always the same.
     *
     * @param root the server's folder
     * @throws StackException if that is not possible
     */
    public static void writeMovements(Path root, YearMonth month, long rows, long seed) {
        String name = YEAR_FIRST.format(month);
        Path file = ofMonth(root, "CAGEDMOV", month);
        JobRows random = new JobRows(new Random(seed));
        try {
            new JobArchive(file, month, StandardCharsets.UTF_8)
                    .write(JobRows.MOVEMENT_COLUMNS, rows, () -> random.movement(name));
        } catch (IOException e) {
            throw new StackException("The file " + file + " cannot be written: " + e, e);
        }
    }

    /** Where the server of Novo CAGED has a month's archive of a kind. */
    static Path ofMonth(Path root, String kind, YearMonth month) {
        String name = YEAR_FIRST.format(month);
        return root.resolve("NOVO CAGED")
                .resolve(name.substring(0, 4))
                .resolve(name)
                .resolve(kind + name + ".7z");
    }

    /** Writes the archive unless it is there. */
    void write(List<String> columns, long rows, Supplier<List<String>> row) throws IOException {
        MonthlyFile.write(file, month, draft -> pack(draft, columns, rows, row));
    }

    private void pack(Path draft, List<String> columns, long rows, Supplier<List<String>> row) throws IOException {
        try (SevenZOutputFile archive = new SevenZOutputFile(draft.toFile())) {
            // The usual dictionary would take more heap to write than the supervisor has.
            archive.setContentMethods(
                    List.of(new SevenZMethodConfiguration(SevenZMethod.LZMA2, new LZMA2Options(LEAST_EFFORT))));
            SevenZArchiveEntry entry = new SevenZArchiveEntry();
            entry.setName(file.getFileName().toString().replace(".7z", ".txt"));
            archive.putArchiveEntry(entry);
            StringBuilder text = new StringBuilder(CHUNK_CHARACTERS);
            append(text, columns);
            for (long i = 0; i < rows; i++) {
                append(text, row.get());
                if (text.length() >= CHUNK_CHARACTERS) {
                    archive.write(text.toString().getBytes(encoding));
                    text.setLength(0);
                }
            }
            archive.write(text.toString().getBytes(encoding));
            archive.closeArchiveEntry();
        }
    }

    private static void append(StringBuilder text, List<String> fields) {
        for (int i = 0; i < fields.size(); i++) {
            text.append(i == 0 ? "" : DELIMITER).append(fields.get(i));
        }
        text.append(LINE_END);
    }
}
