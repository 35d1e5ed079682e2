package io.tributary.spark.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Writes columns side by side for people. It must know the widest value before the first line, so it holds the rows it
 * shows; there are at most as many as it is told, a value is cut after {@value #CELL_LIMIT} characters, and the last
 * line says so whenever something was left out. Line breaks and tabs in values are shown as {@code \n}, {@code \t}.
 */
final class TableSink implements RowSink {

    static final int CELL_LIMIT = 200;

    private static final String NULL = "NULL";

    private final Writer out;
    private final int maxRows;
    private final List<String[]> rows = new ArrayList<>();
    private StructField[] fields = {};
    private boolean more;
    private boolean cut;

    TableSink(Writer out, int maxRows) {
        this.out = out;
        this.maxRows = maxRows;
    }

    @Override
    public void begin(StructType schema) {
        fields = schema.fields();
    }

    @Override
    public boolean accept(InternalRow row) {
        if (rows.size() == maxRows) {
            more = true;
            return false;
        }
        String[] cells = new String[fields.length];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = row.isNullAt(i) ? NULL : shown(CellText.of(fields[i].dataType(), row, i));
        }
        rows.add(cells);
        return true;
    }

    @Override
    public void end() {
        try {
            writeTable();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeTable() throws IOException {
        int[] widths = widths();
        String[] names = new String[fields.length];
        String[] rules = new String[fields.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = fields[i].name();
            rules[i] = "-".repeat(widths[i] + 2);
        }
        writeLine(names, widths, false);
        out.append(String.join("+", rules)).append('\n');
        for (String[] row : rows) {
            writeLine(row, widths, true);
        }
        out.append(footer()).append('\n');
    }

    private int[] widths() {
        int[] widths = new int[fields.length];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = length(fields[i].name());
            for (String[] row : rows) {
                widths[i] = Math.max(widths[i], length(row[i]));
            }
        }
        return widths;
    }

    private void writeLine(String[] cells, int[] widths, boolean alignNumbers) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            String padding = " ".repeat(widths[i] - length(cells[i]));
            boolean right = alignNumbers && CellText.isNumber(fields[i].dataType());
            line.append(i == 0 ? " " : "| ")
                    .append(right ? padding + cells[i] : cells[i] + padding)
                    .append(' ');
        }
        out.append(line.toString().stripTrailing()).append('\n');
    }

    private String footer() {
        String count = rows.size() == 1 ? "1 row" : rows.size() + " rows";
        String text = more
                ? "(first " + count + "; there are more: add a LIMIT, or take --format csv or json for all)"
                : "(" + count + ")";
        return cut ? text + " (values were cut at " + CELL_LIMIT + " characters; csv and json have them whole)" : text;
    }

    private String shown(String value) {
        String text = value;
        if (text.length() > CELL_LIMIT) {
            text = text.substring(0, text.offsetByCodePoints(0, Math.min(CELL_LIMIT - 1, length(text)))) + "…";
            cut = true;
        }
        return text.replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t");
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
