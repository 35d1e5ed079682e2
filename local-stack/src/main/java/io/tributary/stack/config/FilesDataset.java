package io.tributary.stack.config;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One kind of files, whose records make one dataset.
 *
 * @param name name of the dataset, safe for a table
 * @param include globs of the paths below the URL; empty for all
 * @param exclude globs of what is left out of them
 * @param entries globs of the files in archives; empty for all
 * @param period regular expression whose groups, put together, are the period of a file
 * @param key columns that make the key; empty for file, entry and line
 * @param format what is in the files
 * @param encoding name of the encoding; empty to detect it file by file
 * @param fallbackEncoding what a file is that is not UTF-8, if the encoding is detected
 * @param csv how CSV is written; of no use to other formats
 * @param tasks among how many tasks the files are divided
 * @param afterSilver what becomes of a file that is completely in the lake
 */
public record FilesDataset(
        String name,
        List<String> include,
        List<String> exclude,
        List<String> entries,
        Optional<String> period,
        List<String> key,
        Format format,
        Optional<String> encoding,
        String fallbackEncoding,
        CsvFormat csv,
        int tasks,
        AfterSilver afterSilver) {

    static final String DEFAULT_FALLBACK_ENCODING = "ISO-8859-1";

    /** What is in a file. */
    public enum Format {
        CSV,
        JSON_LINES,
        JSON_ARRAY;

        /** The name in the file and in the connector's settings, for instance {@code json-lines}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * How CSV is written.
     *
     * @param delimiter one or more characters
     * @param quote one character, or empty if nothing is quoted
     * @param escape one character, or empty for the quote itself
     * @param columns names of the columns of files without a header; empty if there is one
     */
    public record CsvFormat(String delimiter, String quote, String escape, List<String> columns) {

        /** Commas, double quotes and a header. */
        public static final CsvFormat DEFAULT = new CsvFormat(",", "\"", "", List.of());

        public CsvFormat {
            requireNonNull(delimiter, "delimiter is null");
            requireNonNull(quote, "quote is null");
            requireNonNull(escape, "escape is null");
            columns = List.copyOf(columns);
        }
    }

    public FilesDataset {
        requireNonNull(name, "name is null");
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        entries = List.copyOf(entries);
        requireNonNull(period, "period is null");
        key = List.copyOf(key);
        requireNonNull(format, "format is null");
        requireNonNull(encoding, "encoding is null");
        requireNonNull(fallbackEncoding, "fallbackEncoding is null");
        requireNonNull(csv, "csv is null");
        requireNonNull(afterSilver, "afterSilver is null");
    }

    /** Files that are kept. */
    public FilesDataset(
            String name,
            List<String> include,
            List<String> exclude,
            List<String> entries,
            Optional<String> period,
            List<String> key,
            Format format,
            Optional<String> encoding,
            String fallbackEncoding,
            CsvFormat csv,
            int tasks) {
        this(
                name,
                include,
                exclude,
                entries,
                period,
                key,
                format,
                encoding,
                fallbackEncoding,
                csv,
                tasks,
                AfterSilver.KEEP);
    }

    /** The same with another fate of files. */
    public FilesDataset withAfterSilver(AfterSilver other) {
        return new FilesDataset(
                name, include, exclude, entries, period, key, format, encoding, fallbackEncoding, csv, tasks, other);
    }
}
