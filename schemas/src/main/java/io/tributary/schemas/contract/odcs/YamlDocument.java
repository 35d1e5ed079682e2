package io.tributary.schemas.contract.odcs;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A contract's file as a tree that knows the line of every value, and what is wrong with it. */
final class YamlDocument {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final String file;
    private final Map<String, Integer> lines = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private JsonNode root = MissingNode.getInstance();

    private YamlDocument(String file) {
        this.file = file;
    }

    /**
     * Parses a file; what is wrong with it is among the problems.
     *
     * @param file name for messages
     */
    static YamlDocument parse(String file, String text) {
        YamlDocument document = new YamlDocument(file);
        try (YAMLParser parser = new YAMLFactory().createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first != null) {
                document.root = document.node(parser, first, "");
                if (parser.nextToken() != null) {
                    document.problems.add(new Problem(
                            true, file, line(parser), "a second document begins here", "keep one contract in a file"));
                }
            }
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            document.problems.add(new Problem(
                    true,
                    file,
                    at == null ? 0 : at.getLineNr(),
                    "this is not valid YAML: " + firstLine(e.getOriginalMessage()),
                    "check the indentation (spaces, no tabs), colons and quotes around this place"));
        } catch (IOException e) {
            document.problems.add(
                    new Problem(true, file, 0, "this is not readable as YAML: " + e.getMessage(), "save it as UTF-8"));
        }
        return document;
    }

    private JsonNode node(YAMLParser parser, JsonToken token, String pointer) throws IOException {
        lines.putIfAbsent(pointer, line(parser));
        if (parser.isCurrentAlias()) {
            problems.add(new Problem(
                    true, file, line(parser), "aliases (*name) are not supported here", "write the value out"));
            return NODES.nullNode();
        }
        return switch (token) {
            case START_OBJECT -> object(parser, pointer);
            case START_ARRAY -> array(parser, pointer);
            case VALUE_NUMBER_INT -> NODES.numberNode(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDecimalValue());
            case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(token == JsonToken.VALUE_TRUE);
            case VALUE_NULL -> NODES.nullNode();
            default -> NODES.textNode(parser.getText());
        };
    }

    private ObjectNode object(YAMLParser parser, String pointer) throws IOException {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            String place = pointer + "/" + escaped(name);
            // The line of the key: that of a block would be the line below it.
            lines.put(place, line(parser));
            JsonNode value = node(parser, parser.nextToken(), place);
            if (object.has(name)) {
                add(true, place, "the key '" + name + "' is there twice", "keep one of the two");
            }
            object.set(name, value);
        }
        return object;
    }

    private ArrayNode array(YAMLParser parser, String pointer) throws IOException {
        ArrayNode array = NODES.arrayNode();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            array.add(node(parser, token, pointer + "/" + array.size()));
        }
        return array;
    }

    private static int line(YAMLParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    private static String firstLine(String message) {
        return message == null ? "unknown reason" : message.lines().findFirst().orElse("unknown reason");
    }

    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    YamlNode root() {
        return new YamlNode(this, "", root);
    }

    /** Notes a problem at a place, or at the nearest place around it that the file has. */
    void add(boolean error, String pointer, String what, String fix) {
        problems.add(new Problem(error, file, line(pointer), what, fix));
    }

    private int line(String pointer) {
        for (String place = pointer; !place.isEmpty(); place = place.substring(0, place.lastIndexOf('/'))) {
            Integer line = lines.get(place);
            if (line != null) {
                return line;
            }
        }
        return lines.getOrDefault("", 1);
    }

    boolean hasErrors() {
        return problems.stream().anyMatch(Problem::error);
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }
}
