package io.tributary.tests.rivers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** As many small files as the years of CAGED have months, packed in every way. */
public final class ManyFiles {

    /** The folder that they are in, below the root. */
    public static final String FOLDER = "visits";

    public static final int FILES = 156;
    public static final int ROWS_EACH = 25;

    /** The contract of the tests allows no more at first. */
    public static final BigDecimal ALLOWED = BigDecimal.valueOf(2000);

    public static final List<String> PLACE = List.of("file", "line");
    public static final String AMOUNT = "amount";
    public static final List<String> VALUES = List.of("file", "line", "day", "shop", "amount");

    private static final List<String> ENDINGS = List.of(".csv", ".csv.gz", ".zip", ".7z");
    private static final int CENTS = 2;

    private final Path root;
    private final Random random;

    /** Writes nothing yet. */
    public ManyFiles(Path root, long seed) {
        this.root = root;
        this.random = new Random(seed);
    }

    public void write() throws IOException {
        for (int i = 0; i < FILES; i++) {
            StringBuilder text = new StringBuilder("day,shop,amount\n");
            for (int row = 0; row < ROWS_EACH; row++) {
                text.append(String.format("2024-%02d-%02d", random.nextInt(1, 13), random.nextInt(1, 29)))
                        .append(",shop ")
                        .append(random.nextInt(20))
                        .append(',')
                        .append(BigDecimal.valueOf(random.nextInt(1_000_000), CENTS))
                        .append('\n');
            }
            String name = String.format("%d/visits-%03d%s", 2010 + i / 12, i, ENDINGS.get(i % ENDINGS.size()));
            Packed.write(root.resolve(FOLDER).resolve(name), text.toString().getBytes(UTF_8));
        }
    }

    /**
     * Reads the files without anything of the product.
     *
     * @param counts which amounts make a row count
     */
    public Tally tally(Predicate<BigDecimal> counts) throws IOException {
        Tally tally = new Tally();
        try (Stream<Path> files = Files.walk(root.resolve(FOLDER)).filter(Files::isRegularFile)) {
            for (Path file : files.toList()) {
                String[] lines = new String(Packed.read(file), UTF_8).split("\n");
                for (int i = 1; i < lines.length; i++) {
                    String[] fields = lines[i].split(",", -1);
                    BigDecimal amount = new BigDecimal(fields[2]);
                    if (counts.test(amount)) {
                        tally.add(amount, root.relativize(file), i + 1, fields[0], fields[1], amount);
                    }
                }
            }
        }
        return tally;
    }
}
