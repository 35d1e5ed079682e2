package io.tributary.cli.screen;

import java.util.ArrayList;
import java.util.List;

/** Rows in columns as wide as their widest value. A heading that ends with {@code >} makes its column right-aligned. */
final class TextTable {

    private static final String GAP = "  ";

    private final boolean[] right;
    private final List<String[]> rows = new ArrayList<>();

    TextTable(String... headings) {
        right = new boolean[headings.length];
        String[] shown = headings.clone();
        for (int column = 0; column < headings.length; column++) {
            right[column] = headings[column].endsWith(">");
            shown[column] =
                    right[column] ? headings[column].substring(0, headings[column].length() - 1) : headings[column];
        }
        rows.add(shown);
    }

    void row(String... values) {
        if (values.length != right.length) {
            throw new IllegalArgumentException(
                    "A row of " + values.length + " values does not fit " + right.length + " columns");
        }
        rows.add(values.clone());
    }

    List<String> lines() {
        int[] widths = new int[right.length];
        for (String[] row : rows) {
            for (int column = 0; column < row.length; column++) {
                widths[column] = Math.max(widths[column], row[column].length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.length; column++) {
                String padding = " ".repeat(widths[column] - row[column].length());
                line.append(right[column] ? padding + row[column] : row[column] + padding);
                line.append(GAP);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
