package io.tributary.tests.rivers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * What is compared of many rows: their number and sums, of which one is over a checksum of each row. Two sets of rows with
 * the same tally are the same unless checksums of 32 bits add up by accident.
 */
public final class Tally {

    private long rows;
    private long checksums;
    private BigDecimal amounts = BigDecimal.ZERO;

    /** Takes a row in. */
    void add(BigDecimal amount, Object... values) {
        StringBuilder text = new StringBuilder();
        for (Object value : values) {
            text.append(text.isEmpty() ? "" : "|").append(value == null ? "" : value);
        }
        CRC32 checksum = new CRC32();
        checksum.update(text.toString().getBytes(UTF_8));
        rows++;
        checksums += checksum.getValue();
        amounts = amounts.add(amount);
    }

    public long rows() {
        return rows;
    }

    /** The row that {@link #sql} gives if the table holds the same. */
    public Map<String, String> row() {
        return Map.of(
                "n",
                Long.toString(rows),
                "places",
                Long.toString(rows),
                "amounts",
                amounts.toPlainString(),
                "checksums",
                Long.toString(checksums));
    }

    /**
     * Asks a table for its tally.
     *
     * @param place columns that make a line of a file; each must be there once
     * @param amount column that is added up
     * @param values columns in the order in which they were added
     */
    public static String sql(String table, List<String> place, String amount, List<String> values) {
        String text = values.stream()
                .map(value -> "coalesce(CAST(" + value + " AS STRING), '')")
                .reduce((left, right) -> left + ", '|', " + right)
                .orElseThrow();
        return "SELECT count(*) AS n, count(DISTINCT " + String.join(", ", place) + ") AS places, CAST(sum(" + amount
                + ") AS STRING) AS amounts, sum(crc32(concat(" + text + "))) AS checksums FROM " + table;
    }
}
