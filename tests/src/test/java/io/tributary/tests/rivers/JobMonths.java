package io.tributary.tests.rivers;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.stack.demo.JobArchive;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Three months of Novo CAGED: a large one, one that was cut off on the server, and one with a row that lacks a value. */
public final class JobMonths {

    /** Rows of the large month. */
    public static final int LARGE = 150_000;

    public static final String PLACE_COLUMNS = "period, line";
    public static final String AMOUNT = "salary";

    /** What is compared of every row, as the contract names it. */
    public static final List<String> VALUES =
            List.of("period", "line", "month", "state", "municipality", "balance", "age", "hours", "sex", "salary");

    private static final YearMonth LARGE_MONTH = YearMonth.of(2024, 1);
    private static final YearMonth CUT_MONTH = YearMonth.of(2024, 2);
    private static final YearMonth RAGGED_MONTH = YearMonth.of(2024, 3);
    private static final int FEW = 500;
    private static final Map<String, String> SEXES = Map.of("1", "male", "3", "female");

    private final Path root;
    private final Random random;
    private int raggedLine;

    /** Writes nothing yet. */
    public JobMonths(Path root, long seed) {
        this.root = root;
        this.random = new Random(seed);
    }

    public void write() throws IOException {
        JobArchive.writeMovements(root, LARGE_MONTH, LARGE, random.nextLong());
        JobArchive.writeMovements(root, CUT_MONTH, FEW, random.nextLong());
        try (FileChannel cut = FileChannel.open(file(CUT_MONTH), StandardOpenOption.WRITE)) {
            cut.truncate(random.nextLong(1, cut.size()));
        }
        JobArchive.writeMovements(root, RAGGED_MONTH, FEW, random.nextLong());
        List<String> lines = Arrays.asList(text(RAGGED_MONTH).split("\r\n"));
        // The header is line 1.
        raggedLine = random.nextInt(2, FEW + 2);
        String line = lines.get(raggedLine - 1);
        lines.set(raggedLine - 1, line.substring(0, line.lastIndexOf(';')));
        Packed.write(file(RAGGED_MONTH), (String.join("\r\n", lines) + "\r\n").getBytes(UTF_8));
    }

    private Path file(YearMonth month) {
        return root.resolve(path(month));
    }

    private static String path(YearMonth month) {
        String name = String.format("%tY%<tm", month);
        return "NOVO CAGED/" + month.getYear() + "/" + name + "/CAGEDMOV" + name + ".7z";
    }

    private String text(YearMonth month) throws IOException {
        return new String(Packed.read(file(month)), UTF_8);
    }

    /** Size of the large archive. */
    public long largeBytes() throws IOException {
        return Files.size(file(LARGE_MONTH));
    }

    /** Number of files. */
    public int files() {
        return 3;
    }

    /** The files that are still on the server, as paths below its root. */
    public List<String> left() {
        return Stream.of(LARGE_MONTH, CUT_MONTH, RAGGED_MONTH)
                .filter(month -> Files.exists(file(month)))
                .map(JobMonths::path)
                .toList();
    }

    public String cutPath() {
        return path(CUT_MONTH);
    }

    public String raggedPath() {
        return path(RAGGED_MONTH);
    }

    public int raggedLine() {
        return raggedLine;
    }

    /** The bytes of the ragged row, with the end of its line. */
    public ByteBuffer raggedRow() throws IOException {
        String line = text(RAGGED_MONTH).split("\r\n")[raggedLine - 1];
        return ByteBuffer.wrap((line + "\r\n").getBytes(UTF_8));
    }

    /** Reads the files without anything of the product. */
    public Tally tally() throws IOException {
        Tally tally = new Tally();
        for (YearMonth month : List.of(LARGE_MONTH, RAGGED_MONTH)) {
            String[] lines = text(month).split("\r\n");
            List<String> header = List.of(lines[0].split(";"));
            for (int i = 1; i < lines.length; i++) {
                String[] fields = lines[i].split(";", -1);
                if (fields.length == header.size()) {
                    add(tally, month, i + 1, header, fields);
                }
            }
        }
        return tally;
    }

    private static void add(Tally tally, YearMonth month, int line, List<String> header, String[] fields) {
        BigDecimal salary = decimal(fields[header.indexOf("salário")]);
        tally.add(
                salary,
                String.format("%tY%<tm", month),
                line,
                month + "-01",
                fields[header.indexOf("uf")],
                fields[header.indexOf("município")],
                fields[header.indexOf("saldomovimentação")],
                fields[header.indexOf("idade")],
                decimal(fields[header.indexOf("horascontratuais")]),
                SEXES.get(fields[header.indexOf("sexo")]),
                salary);
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text.replace(',', '.'));
    }
}
