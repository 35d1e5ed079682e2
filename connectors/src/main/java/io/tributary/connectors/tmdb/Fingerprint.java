package io.tributary.connectors.tmdb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;

/**
 * What tells whether an entry changed: a hash of its JSON with the fields in one order and without those that do not count.
 * Half of a SHA-256, 32 characters, keeps the offsets of a million films small and two versions of one film apart.
 */
final class Fingerprint {

    private static final int BYTES = 16;

    private final ObjectMapper mapper = new ObjectMapper();
    private final Set<String> ignored;

    Fingerprint(Set<String> ignored) {
        this.ignored = ignored;
    }

    String of(JsonNode json) {
        try {
            byte[] canonical = mapper.writeValueAsString(canonical(json)).getBytes(StandardCharsets.UTF_8);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(canonical);
            return HexFormat.of().formatHex(Arrays.copyOf(hash, BYTES));
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("Cannot happen: a parsed tree is writable and every JDK has SHA-256", e);
        }
    }

    private JsonNode canonical(JsonNode json) {
        if (json.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            Set<String> names = new TreeSet<>();
            json.fieldNames().forEachRemaining(names::add);
            names.removeAll(ignored);
            names.forEach(name -> object.set(name, canonical(json.get(name))));
            return object;
        }
        if (json.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            json.forEach(element -> array.add(canonical(element)));
            return array;
        }
        return json;
    }
}
