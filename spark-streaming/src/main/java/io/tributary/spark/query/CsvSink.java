package io.tributary.spark.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Writes RFC 4180: a header, CRLF after each record, quotes where a value needs them. NULL is an empty field and an
 * empty string is {@code ""}, so the two can be told apart, as Postgres's COPY does.
 */
final class CsvSink implements RowSink {

    private final Writer out;
    private DataType[] types;

    CsvSink(Writer out) {
        this.out = out;
    }

    @Override
    public void begin(StructType schema) {
        StructField[] fields = schema.fields();
        types = new DataType[fields.length];
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < fields.length; i++) {
            types[i] = fields[i].dataType();
            line.append(i == 0 ? "" : ",");
            append(line, fields[i].name());
        }
        write(line);
    }

    @Override
    public boolean accept(InternalRow row) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < types.length; i++) {
            line.append(i == 0 ? "" : ",");
            if (!row.isNullAt(i)) {
                append(line, CellText.of(types[i], row, i));
            }
        }
        write(line);
        return true;
    }

    @Override
    public void end() {
        // Nothing follows the last record.
    }

    private void write(StringBuilder line) {
        try {
            out.append(line.append("\r\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void append(StringBuilder line, String value) {
        if (needsQuotes(value)) {
            line.append('"').append(value.replace("\"", "\"\"")).append('"');
        } else {
            line.append(value);
        }
    }

    private static boolean needsQuotes(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ',' || c == '"' || c == '\n' || c == '\r') {
                return true;
            }
        }
        return value.isEmpty();
    }
}
