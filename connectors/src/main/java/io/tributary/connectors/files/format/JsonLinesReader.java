package io.tributary.connectors.files.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.List;

/** One JSON value a line, given as it stands. */
final class JsonLinesReader implements RecordReader {

    private final TextDecoder text;
    private final LineReader lines;
    private final JsonFactory json = new JsonFactory();
    private long line;

    JsonLinesReader(TextDecoder text, int maxChars) {
        this.text = text;
        lines = new LineReader(text, maxChars);
    }

    @Override
    public List<String> columns() {
        return JsonColumn.ONLY;
    }

    @Override
    public Parsed next() throws IOException {
        String next = lines.next();
        line++;
        while (next != null && next.isBlank()) {
            next = lines.next();
            line++;
        }
        if (next == null) {
            return null;
        }
        if (lines.wasCut()) {
            return broken(
                    next, RecordRule.TOO_LARGE, "The line is longer than record.max.chars; its beginning is here");
        }
        if (text.hasEscaped() && Undecodable.isIn(next)) {
            return broken(
                    next,
                    RecordRule.UNDECODABLE_BYTES,
                    "Bytes that are not " + text.charset().name());
        }
        String fault = fault(next);
        return fault == null
                ? new Parsed.Row(line, new String[] {next})
                : broken(next, RecordRule.MALFORMED_JSON, fault);
    }

    private Parsed.Broken broken(String content, RecordRule rule, String reason) {
        return new Parsed.Broken(line, Undecodable.original(content, text.charset()), rule, null, reason);
    }

    private String fault(String value) throws IOException {
        try (JsonParser parser = json.createParser(value)) {
            parser.nextToken();
            parser.skipChildren();
            return parser.nextToken() == null ? null : "More follows behind the JSON value";
        } catch (JsonProcessingException e) {
            return "Not JSON at character " + e.getLocation().getColumnNr();
        }
    }
}
