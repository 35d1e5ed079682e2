package io.tributary.connectors.files.format;

import java.io.InputStream;

/**
 * What is in the files.
 *
 * @param kind not null
 * @param csv how CSV is written; null for other kinds
 * @param encoding not null
 * @param maxChars how many characters a CSV value or a JSON line may have
 */
public record FileFormat(Kind kind, CsvDialect csv, Encoding encoding, int maxChars) {

    /** The formats. */
    public enum Kind {
        CSV,
        JSON_LINES,
        JSON_ARRAY
    }

    /** Begins to read; nothing is read before it is asked for. */
    public RecordReader read(InputStream content) {
        TextDecoder text = new TextDecoder(content, encoding);
        return switch (kind) {
            case CSV -> new CsvReader(text, csv, maxChars);
            case JSON_LINES -> new JsonLinesReader(text, maxChars);
            case JSON_ARRAY -> new JsonArrayReader(text);
        };
    }
}
