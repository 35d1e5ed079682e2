package io.tributary.connectors.files.format;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import com.univocity.parsers.csv.UnescapedQuoteHandling;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** CSV as RFC 4180 has it and as people write it: any line end, quotes in odd places, values over several lines. */
final class CsvReader implements RecordReader {

    private static final int MAX_COLUMNS = 8192;
    private static final char NONE = '\0';

    private final TextDecoder text;
    private final CsvDialect dialect;
    private final CsvParser parser;
    private List<String> columns;
    private long linesRead;

    CsvReader(TextDecoder text, CsvDialect dialect, int maxChars) {
        this.text = text;
        this.dialect = dialect;
        parser = new CsvParser(settings(dialect, maxChars));
    }

    private static CsvParserSettings settings(CsvDialect dialect, int maxChars) {
        CsvParserSettings settings = new CsvParserSettings();
        settings.getFormat().setDelimiter(dialect.delimiter());
        settings.getFormat().setQuote(dialect.quote() == null ? NONE : dialect.quote());
        settings.getFormat().setQuoteEscape(dialect.quote() == null ? NONE : dialect.escape());
        settings.getFormat().setComment(NONE);
        settings.setCommentProcessingEnabled(false);
        // Files mix line ends; a carriage return before one is taken off below.
        settings.getFormat().setLineSeparator("\n");
        settings.setNormalizeLineEndingsWithinQuotes(false);
        settings.setIgnoreLeadingWhitespaces(false);
        settings.setIgnoreTrailingWhitespaces(false);
        settings.setSkipEmptyLines(false);
        settings.setNullValue(null);
        settings.setEmptyValue("");
        settings.setUnescapedQuoteHandling(UnescapedQuoteHandling.STOP_AT_DELIMITER);
        settings.setMaxColumns(MAX_COLUMNS);
        settings.setMaxCharsPerColumn(maxChars);
        settings.setReadInputOnSeparateThread(false);
        settings.setAutoClosingEnabled(false);
        // Values belong into the dead letter, not into the log.
        settings.setErrorContentLength(0);
        return settings;
    }

    @Override
    public List<String> columns() throws IOException {
        if (columns == null) {
            start();
        }
        return columns;
    }

    private void start() throws IOException {
        parser.beginParsing(text);
        if (!dialect.header()) {
            columns = dialect.columns();
            return;
        }
        String[] header = fields();
        if (header == null) {
            columns = List.of();
            return;
        }
        if (Arrays.stream(header).anyMatch(name -> name != null && Undecodable.isIn(name))) {
            throw new IOException("The header has bytes that are not " + text.charset());
        }
        columns = ColumnNames.unique(Arrays.asList(header));
    }

    @Override
    public Parsed next() throws IOException {
        int width = columns().size();
        long line = linesRead + 1;
        String[] fields = fields();
        while (fields != null && isBlank(fields)) {
            line = linesRead + 1;
            fields = fields();
        }
        if (fields == null) {
            return null;
        }
        if (text.hasEscaped()) {
            for (int i = 0; i < fields.length; i++) {
                if (fields[i] != null && Undecodable.isIn(fields[i])) {
                    String name = i < width ? columns.get(i) : null;
                    return broken(
                            line,
                            RecordRule.UNDECODABLE_BYTES,
                            name,
                            "Bytes that are not " + text.charset().name());
                }
            }
        }
        if (fields.length != width) {
            String reason = "The record has " + fields.length + " fields, the header " + width;
            return broken(line, RecordRule.RAGGED_ROW, null, reason);
        }
        return new Parsed.Row(line, fields);
    }

    private Parsed.Broken broken(long line, RecordRule rule, String field, String reason) {
        String content = parser.getContext().currentParsedContent();
        return new Parsed.Broken(line, Undecodable.original(content, text.charset()), rule, field, reason);
    }

    private static boolean isBlank(String[] fields) {
        return fields.length == 1 && fields[0] == null;
    }

    private String[] fields() throws IOException {
        String[] fields;
        try {
            fields = parser.parseNext();
        } catch (TextParsingException e) {
            throw new IOException("CSV cannot be read beyond line " + (linesRead + 1) + ": " + cause(e), e);
        } catch (IllegalStateException e) {
            // How the parser wraps what reading the text throws.
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw e;
        }
        if (fields == null) {
            return null;
        }
        linesRead += lines(fields);
        int last = fields.length - 1;
        if (fields[last] != null && fields[last].endsWith("\r")) {
            String value = fields[last].substring(0, fields[last].length() - 1);
            fields[last] = value.isEmpty() ? null : value;
        }
        return fields;
    }

    /** The parser's own count leaves out line ends inside quotes. */
    private static long lines(String[] fields) {
        long lines = 1;
        for (String field : fields) {
            for (int i = field == null ? -1 : field.indexOf('\n'); i >= 0; i = field.indexOf('\n', i + 1)) {
                lines++;
            }
        }
        return lines;
    }

    private static String cause(TextParsingException e) throws IOException {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException io && !(cause instanceof EOFException)) {
                throw io;
            }
        }
        return e.getCause() instanceof ArrayIndexOutOfBoundsException
                ? "a value is longer than record.max.chars or a record has more than " + MAX_COLUMNS + " fields"
                : String.valueOf(e.getCause());
    }
}
