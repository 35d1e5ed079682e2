package io.tributary.tests.workload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Arrays as text: as Postgres takes them, and as JSON for the comparison. */
final class ArrayText {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ArrayText() {}

    static String of(SplittableRandom random, Function<SplittableRandom, String> elements) {
        StringJoiner array = new StringJoiner(",", "{", "}");
        int length = random.nextInt(4);
        for (int i = 0; i < length; i++) {
            String element = elements.apply(random);
            array.add(
                    random.nextInt(5) == 0
                            ? "NULL"
                            : "\"" + element.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
        }
        return array.toString();
    }

    static String canonical(String json, UnaryOperator<String> element) {
        try {
            StringJoiner array = new StringJoiner(", ", "[", "]");
            for (JsonNode node : JSON.readTree(json)) {
                array.add(node.isNull() ? "null" : "'" + element.apply(node.asText()) + "'");
            }
            return array.toString();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a JSON array: " + json, e);
        }
    }
}
