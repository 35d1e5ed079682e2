package io.tributary.schemas.contract.odcs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value in a contract's file, with its place.
 *
 * @param document that it is in
 * @param pointer where, as a JSON pointer
 * @param json the value; a missing node if there is none
 */
record YamlNode(YamlDocument document, String pointer, JsonNode json) {

    YamlNode at(String name) {
        JsonNode child = json.get(name);
        return new YamlNode(
                document,
                pointer + "/" + YamlDocument.escaped(name),
                child == null ? MissingNode.getInstance() : child);
    }

    boolean isThere() {
        return !json.isMissingNode() && !json.isNull();
    }

    List<YamlNode> items() {
        List<YamlNode> items = new ArrayList<>();
        for (int i = 0; i < json.size() && json.isArray(); i++) {
            items.add(new YamlNode(document, pointer + "/" + i, json.get(i)));
        }
        return items;
    }

    /** The keys and values of an object, in the file's order. */
    Map<String, YamlNode> entries() {
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        if (json.isObject()) {
            json.fieldNames().forEachRemaining(name -> entries.put(name, at(name)));
        }
        return entries;
    }

    /** A single value as text; empty if there is none. */
    Optional<String> text() {
        return json.isValueNode() && isThere() ? Optional.of(json.asText()) : Optional.empty();
    }

    Optional<String> text(String name) {
        return at(name).text();
    }

    boolean isTrue(String name) {
        return at(name).json.asBoolean(false);
    }

    /** The texts of a list, or the one of a single value. */
    List<String> texts() {
        if (json.isArray()) {
            return items().stream().flatMap(item -> item.text().stream()).toList();
        }
        return text().map(List::of).orElse(List.of());
    }

    void error(String what, String fix) {
        document.add(true, pointer, what, fix);
    }

    void warning(String what, String fix) {
        document.add(false, pointer, what, fix);
    }
}
