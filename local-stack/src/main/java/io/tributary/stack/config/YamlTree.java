package io.tributary.stack.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.tributary.stack.config.Node.Entry;
import io.tributary.stack.config.Node.Mapping;
import io.tributary.stack.config.Node.Scalar;
import io.tributary.stack.config.Node.Sequence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads YAML into {@link Node}s, keeping each value's place in the file. */
final class YamlTree {

    private final String file;
    private final YAMLParser parser;

    private YamlTree(String file, YAMLParser parser) {
        this.file = file;
        this.parser = parser;
    }

    /**
     * Parses a document.
     *
     * @param file name for messages
     * @return the top level keys; empty if the text holds none
     * @throws ConfigException if the text is not YAML or its top level is not a block of keys
     */
    static Mapping parse(String file, String text) {
        try (YAMLParser parser = new YAMLFactory().createParser(text)) {
            YamlTree tree = new YamlTree(file, parser);
            JsonToken first = parser.nextToken();
            if (first == null || first == JsonToken.VALUE_NULL) {
                return new Mapping(Map.of(), 1, 1);
            }
            Node top = tree.node(first);
            if (!(top instanceof Mapping mapping)) {
                throw new ConfigException(file, top, "", "expected keys such as 'sources:', found " + top.kind());
            }
            if (parser.nextToken() != null) {
                throw new ConfigException(
                        file, tree.here(""), "", "a second document begins here; keep one document in the file");
            }
            return mapping;
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String place = at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr();
            throw new ConfigException(file + place + ": this is not valid YAML: " + firstLine(e.getOriginalMessage())
                    + ". Check the indentation (spaces, no tabs), colons and quotes around this place");
        } catch (IOException e) {
            throw new ConfigException(file + ": this is not readable as YAML: " + firstLine(e.getMessage()));
        }
    }

    private Node node(JsonToken token) throws IOException {
        if (parser.isCurrentAlias()) {
            throw new ConfigException(file, here(""), "", "aliases (*name) are not supported; repeat the value");
        }
        return switch (token) {
            case START_OBJECT -> mapping();
            case START_ARRAY -> sequence();
            case VALUE_NULL -> here("");
            default -> here(parser.getText());
        };
    }

    private Mapping mapping() throws IOException {
        Scalar start = here("");
        Map<String, Entry> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            Scalar key = here(parser.currentName());
            Entry entry = new Entry(key, node(parser.nextToken()));
            if (entries.putIfAbsent(key.text(), entry) != null) {
                throw new ConfigException(
                        file, key, "", "the key '" + key.text() + "' is there twice; keep one of the two");
            }
        }
        return new Mapping(entries, start.line(), start.column());
    }

    private Sequence sequence() throws IOException {
        Scalar start = here("");
        List<Node> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(node(token));
        }
        return new Sequence(List.copyOf(items), start.line(), start.column());
    }

    private Scalar here(String text) {
        JsonLocation at = parser.currentTokenLocation();
        boolean isNull = parser.currentToken() == JsonToken.VALUE_NULL;
        return new Scalar(text, isNull, at.getLineNr(), at.getColumnNr());
    }

    private static String firstLine(String message) {
        return message == null ? "unknown reason" : message.lines().findFirst().orElse("unknown reason");
    }
}
