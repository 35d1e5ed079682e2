package io.tributary.connectors.files.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;

/**
 * The elements of one JSON array, each as JSON text without the white space between its parts; numbers keep their digits.
 * Where the array is no longer JSON nothing behind can be found, so that ends the file.
 */
final class JsonArrayReader implements RecordReader {

    private final TextDecoder text;
    private final JsonFactory json = new JsonFactory();
    private JsonParser parser;

    JsonArrayReader(TextDecoder text) {
        this.text = text;
    }

    @Override
    public List<String> columns() {
        return JsonColumn.ONLY;
    }

    @Override
    public Parsed next() throws IOException {
        if (parser == null) {
            parser = json.createParser(text);
            JsonToken first = parser.nextToken();
            if (first != null && first != JsonToken.START_ARRAY) {
                throw new IOException("The file is no JSON array: it begins with " + first);
            }
        }
        JsonToken token = parser.nextToken();
        if (token == null || token == JsonToken.END_ARRAY) {
            return end(token);
        }
        long line = parser.currentTokenLocation().getLineNr();
        StringWriter element = new StringWriter();
        try (JsonGenerator generator = json.createGenerator(element)) {
            generator.copyCurrentStructureExact(parser);
        }
        String value = element.toString();
        if (text.hasEscaped() && Undecodable.isIn(value)) {
            return new Parsed.Broken(
                    line,
                    Undecodable.original(value, text.charset()),
                    RecordRule.UNDECODABLE_BYTES,
                    null,
                    "Bytes that are not " + text.charset().name());
        }
        return new Parsed.Row(line, new String[] {value});
    }

    /** A checksum is verified only by whoever reads to the end. */
    private Parsed end(JsonToken token) throws IOException {
        if (token == JsonToken.END_ARRAY && parser.nextToken() != null) {
            throw new IOException("More follows behind the JSON array");
        }
        return null;
    }
}
