package io.tributary.connectors.files;

import io.tributary.connectors.files.format.CsvDialect;
import io.tributary.connectors.files.format.Encoding;
import io.tributary.connectors.files.format.FileFormat;
import io.tributary.connectors.plugin.Checks;
import io.tributary.connectors.plugin.Choice;
import java.nio.charset.Charset;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** Settings of what is in the files. */
final class FormatConfig {

    static final String FORMAT = "format";
    static final String ENCODING = "encoding";
    static final String FALLBACK = "encoding.fallback";
    static final String DELIMITER = "csv.delimiter";
    static final String QUOTE = "csv.quote";
    static final String ESCAPE = "csv.escape";
    static final String HEADER = "csv.header";
    static final String COLUMNS = "csv.columns";
    static final String MAX_CHARS = "record.max.chars";

    private static final String GROUP = "Format";
    private static final String DETECT = "auto";

    private FormatConfig() {}

    static ConfigDef addTo(ConfigDef definition) {
        return definition
                .define(
                        FORMAT,
                        Type.STRING,
                        "csv",
                        ConfigDef.ValidString.in("csv", "json-lines", "json-array"),
                        Importance.HIGH,
                        "csv; json-lines: a JSON value a line; json-array: one array a file",
                        GROUP,
                        1,
                        Width.SHORT,
                        "Format",
                        Choice.of("csv", "json-lines", "json-array"))
                .define(
                        ENCODING,
                        Type.STRING,
                        DETECT,
                        Checks.of("auto or an encoding", FormatConfig::fixedEncoding),
                        Importance.MEDIUM,
                        "auto: each file is UTF-8 if its bytes are, else encoding.fallback. A byte order mark always"
                                + " decides.",
                        GROUP,
                        2,
                        Width.SHORT,
                        "Encoding",
                        Choice.of(DETECT, "UTF-8", "ISO-8859-1", "windows-1252"))
                .define(
                        FALLBACK,
                        Type.STRING,
                        "ISO-8859-1",
                        Checks.of("an encoding", Charset::forName),
                        Importance.LOW,
                        "What a file is that is not UTF-8, with encoding auto",
                        GROUP,
                        3,
                        Width.SHORT,
                        "Fallback encoding",
                        Choice.of("ISO-8859-1", "windows-1252"))
                .define(
                        DELIMITER,
                        Type.STRING,
                        ",",
                        Checks.of("a delimiter", FormatConfig::delimiter),
                        Importance.HIGH,
                        "What stands between fields; \\t is a tabulator",
                        GROUP,
                        4,
                        Width.SHORT,
                        "Delimiter",
                        Choice.of(",", ";", "|", "\\t"))
                .define(
                        QUOTE,
                        Type.STRING,
                        "\"",
                        Checks.of("at most one character", FormatConfig::character),
                        Importance.MEDIUM,
                        "What stands around values that hold delimiters or line ends; none if empty. Leave it empty for"
                                + " files without quoting, where a stray quote would swallow the rows behind it.",
                        GROUP,
                        5,
                        Width.SHORT,
                        "Quote")
                .define(
                        ESCAPE,
                        Type.STRING,
                        "\"",
                        Checks.of("at most one character", FormatConfig::character),
                        Importance.LOW,
                        "What stands before a quote inside quotes; the quote itself if empty",
                        GROUP,
                        6,
                        Width.SHORT,
                        "Escape")
                .define(
                        HEADER,
                        Type.BOOLEAN,
                        true,
                        Importance.MEDIUM,
                        "Whether the first record of a CSV file names its columns",
                        GROUP,
                        7,
                        Width.SHORT,
                        "Header")
                .define(
                        COLUMNS,
                        Type.LIST,
                        List.of(),
                        Importance.MEDIUM,
                        "Names of the columns of CSV files without a header",
                        GROUP,
                        8,
                        Width.LONG,
                        "Columns")
                .define(
                        MAX_CHARS,
                        Type.INT,
                        1 << 20,
                        ConfigDef.Range.between(1024, 1 << 26),
                        Importance.LOW,
                        "How many characters a CSV value or a JSON line may have",
                        GROUP,
                        9,
                        Width.SHORT,
                        "Longest value");
    }

    static FileFormat format(AbstractConfig config) {
        FileFormat.Kind kind =
                switch (config.getString(FORMAT)) {
                    case "csv" -> FileFormat.Kind.CSV;
                    case "json-lines" -> FileFormat.Kind.JSON_LINES;
                    default -> FileFormat.Kind.JSON_ARRAY;
                };
        Encoding encoding =
                new Encoding(fixedEncoding(config.getString(ENCODING)), Charset.forName(config.getString(FALLBACK)));
        return new FileFormat(
                kind, kind == FileFormat.Kind.CSV ? dialect(config) : null, encoding, config.getInt(MAX_CHARS));
    }

    private static CsvDialect dialect(AbstractConfig config) {
        boolean header = config.getBoolean(HEADER);
        List<String> columns = config.getList(COLUMNS);
        if (header != columns.isEmpty()) {
            throw new ConfigException(
                    header
                            ? COLUMNS + " names columns that the header names already; set " + HEADER + "=false"
                            : "Files without a header need the names of their columns in " + COLUMNS);
        }
        Character quote = character(config.getString(QUOTE));
        Character escape = character(config.getString(ESCAPE));
        char effective = escape != null ? escape : quote != null ? quote : '"';
        return new CsvDialect(delimiter(config.getString(DELIMITER)), quote, effective, header, columns);
    }

    private static Charset fixedEncoding(String name) {
        return name.equals(DETECT) ? null : Charset.forName(name);
    }

    private static String delimiter(String value) {
        String delimiter = value.replace("\\t", "\t");
        if (delimiter.isEmpty() || delimiter.contains("\n")) {
            throw new IllegalArgumentException("must be one or more characters other than a line end");
        }
        return delimiter;
    }

    private static Character character(String value) {
        if (value.length() > 1) {
            throw new IllegalArgumentException("must be one character or none");
        }
        return value.isEmpty() ? null : value.charAt(0);
    }
}
