package io.tributary.stack.demo;

import io.tributary.stack.layout.StackException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

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
            new JobArchive(
                            jobs().resolve("CAGED/2019/CAGEDEST_" + MONTH_FIRST.format(OLD_MONTH) + ".7z"),
                            OLD_MONTH,
                            StandardCharsets.ISO_8859_1)
                    .write(JobRows.OLD_COLUMNS, OLD_MOVEMENTS, () -> old.old(YEAR_FIRST.format(OLD_MONTH)));
            RatingRows rows = new RatingRows(random(MONTHS + 1));
            writeText("movies.csv", rows.films());
            writeText("ratings.csv", rows.ratings());
        } catch (IOException e) {
            throw new StackException("The demo's files cannot be written to " + folder + ": " + e, e);
        }
    }

    private Random random(int file) {
        return new Random(seed * FILES_A_SEED + file);
    }

    private void writeMonth(YearMonth month, JobRows rows) throws IOException {
        String name = YEAR_FIRST.format(month);
        List<String> exclusionColumns = new ArrayList<>(JobRows.MOVEMENT_COLUMNS);
        exclusionColumns.addAll(JobRows.EXCLUSION_COLUMNS);
        new JobArchive(JobArchive.ofMonth(jobs(), "CAGEDMOV", month), month, StandardCharsets.UTF_8)
                .write(JobRows.MOVEMENT_COLUMNS, MOVEMENTS, () -> rows.movement(name));
        new JobArchive(JobArchive.ofMonth(jobs(), "CAGEDEXC", month), month, StandardCharsets.UTF_8)
                .write(exclusionColumns, EXCLUSIONS, () -> rows.exclusion(name));
    }

    private void writeText(String name, String text) throws IOException {
        MonthlyFile.write(ratings().resolve(name), FIRST_MONTH, draft -> Files.writeString(draft, text));
    }
}
