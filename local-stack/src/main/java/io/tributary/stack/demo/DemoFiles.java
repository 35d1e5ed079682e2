package io.tributary.stack.demo;

import io.tributary.stack.layout.StackException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZMethod;
import org.apache.commons.compress.archivers.sevenz.SevenZMethodConfiguration;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.tukaani.xz.LZMA2Options;

/**
 * Writes the demo's small files: what an FTP server of CAGED offers, and a folder of ratings. The same seed gives the same
 * bytes.
 */
public final class DemoFiles {

    private static final DateTimeFormatter YEAR_FIRST = DateTimeFormatter.ofPattern("yyyyMM", Locale.ROOT);
    private static final DateTimeFormatter MONTH_FIRST = DateTimeFormatter.ofPattern("MMyyyy", Locale.ROOT);
    private static final YearMonth FIRST_MONTH = YearMonth.of(2024, 1);
    private static final YearMonth OLD_MONTH = YearMonth.of(2019, 12);
    private static final int MONTHS = 6;
    private static final long FILES_A_SEED = 31;
    private static final int LEAST_EFFORT = 0;
    private static final int MOVEMENTS = 2_000;
    private static final int EXCLUSIONS = 40;
    private static final int OLD_MOVEMENTS = 1_000;

    private final Path folder;
    private final long seed;

    /**
     * Writes nothing yet.
     *
     * @param folder where the files will be
     */
    public DemoFiles(Path folder, long seed) {
        this.folder = folder;
        this.seed = seed;
    }

    /** The root of the FTP server. */
    public Path jobs() {
        return folder.resolve("ftp");
    }

    /** The folder of ratings. */
    public Path ratings() {
        return folder.resolve("ratings");
    }

    /**
     * Writes what is not there.
     *
     * @throws StackException if that is not possible
     */
    public void write() {
        try {
            for (int i = 0; i < MONTHS; i++) {
                writeMonth(FIRST_MONTH.plusMonths(i), new JobRows(random(i)));
            }
            JobRows old = new JobRows(random(MONTHS));
            writeArchive(
                    jobs().resolve("CAGED/2019/CAGEDEST_" + MONTH_FIRST.format(OLD_MONTH) + ".7z"),
                    OLD_MONTH,
                    lines(";", OLD_MOVEMENTS, JobRows.OLD_COLUMNS, () -> old.old(YEAR_FIRST.format(OLD_MONTH)))
                            .getBytes(StandardCharsets.ISO_8859_1));
            RatingRows rows = new RatingRows(random(MONTHS + 1));
            write(ratings().resolve("movies.csv"), FIRST_MONTH, rows.films().getBytes(StandardCharsets.UTF_8));
            write(ratings().resolve("ratings.csv"), FIRST_MONTH, rows.ratings().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new StackException("The demo's files cannot be written to " + folder + ": " + e, e);
        }
    }

    private Random random(int file) {
        return new Random(seed * FILES_A_SEED + file);
    }

    private void writeMonth(YearMonth month, JobRows rows) throws IOException {
        String name = YEAR_FIRST.format(month);
        Path place = jobs().resolve("NOVO CAGED").resolve(name.substring(0, 4)).resolve(name);
        List<String> exclusionColumns = new ArrayList<>(JobRows.MOVEMENT_COLUMNS);
        exclusionColumns.addAll(JobRows.EXCLUSION_COLUMNS);
        writeArchive(
                place.resolve("CAGEDMOV" + name + ".7z"),
                month,
                lines(";", MOVEMENTS, JobRows.MOVEMENT_COLUMNS, () -> rows.movement(name))
                        .getBytes(StandardCharsets.UTF_8));
        writeArchive(
                place.resolve("CAGEDEXC" + name + ".7z"),
                month,
                lines(";", EXCLUSIONS, exclusionColumns, () -> rows.exclusion(name))
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static String lines(String delimiter, int count, List<String> columns, Supplier<List<String>> row) {
        StringBuilder text = new StringBuilder(String.join(delimiter, columns)).append("\r\n");
        for (int i = 0; i < count; i++) {
            text.append(String.join(delimiter, row.get())).append("\r\n");
        }
        return text.toString();
    }

    /** One text file with the archive's own name in it, as the real ones have. */
    private static void writeArchive(Path file, YearMonth month, byte[] content) throws IOException {
        SeekableInMemoryByteChannel packed = new SeekableInMemoryByteChannel();
        try (SevenZOutputFile archive = new SevenZOutputFile(packed)) {
            // The usual dictionary would take more heap to write than the supervisor has.
            archive.setContentMethods(
                    List.of(new SevenZMethodConfiguration(SevenZMethod.LZMA2, new LZMA2Options(LEAST_EFFORT))));
            SevenZArchiveEntry entry = new SevenZArchiveEntry();
            entry.setName(file.getFileName().toString().replace(".7z", ".txt"));
            archive.putArchiveEntry(entry);
            archive.write(content);
            archive.closeArchiveEntry();
        }
        write(file, month, Arrays.copyOf(packed.array(), (int) packed.size()));
    }

    /** Only what is whole gets the name by which it is found, and what is there keeps its time, so that it is read once. */
    private static void write(Path file, YearMonth month, byte[] content) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        Files.createDirectories(file.getParent());
        Path draft = file.resolveSibling(file.getFileName() + ".part");
        Files.write(draft, content);
        Files.setLastModifiedTime(
                draft, FileTime.from(month.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC)));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
