package io.tributary.schemas.contract.odcs;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code customProperties} of one element: what the standard has no key for. Those of other tools are none of our
 * business, but one that is nearly ours is a misspelt one.
 */
final class CustomProperties {

    private final YamlNode element;
    private final Map<String, YamlNode> values = new LinkedHashMap<>();

    private CustomProperties(YamlNode element) {
        this.element = element;
    }

    /**
     * Reads them.
     *
     * @param known the names that have a meaning here
     */
    static CustomProperties of(YamlNode element, Set<String> known) {
        CustomProperties properties = new CustomProperties(element);
        for (YamlNode item : element.at("customProperties").items()) {
            String name = item.text("property").orElse("");
            if (properties.values.put(name, item.at("value")) != null) {
                item.error("the custom property '" + name + "' is there twice", "keep one of the two");
            }
            if (!known.contains(name)) {
                known.stream()
                        .filter(other -> Spelling.isNear(name, other))
                        .findFirst()
                        .ifPresent(other -> item.error(
                                "there is no custom property '" + name + "' here", "did you mean '" + other + "'?"));
            }
        }
        return properties;
    }

    /** A value; missing if there is none. */
    YamlNode get(String name) {
        YamlNode value = values.get(name);
        return value != null ? value : new YamlNode(element.document(), element.pointer(), MissingNode.getInstance());
    }

    Optional<String> text(String name) {
        return get(name).text();
    }

    List<String> texts(String name) {
        return get(name).texts();
    }

    /** A list of texts, or null if there is none. */
    List<String> textsOrNull(String name) {
        return get(name).isThere() ? texts(name) : null;
    }

    boolean flag(String name, boolean otherwise) {
        YamlNode value = get(name);
        if (!value.isThere()) {
            return otherwise;
        }
        if (!value.json().isBoolean()) {
            value.error("'" + name + "' is neither true nor false", "write true or false without quotes");
        }
        return value.json().asBoolean(otherwise);
    }
}
