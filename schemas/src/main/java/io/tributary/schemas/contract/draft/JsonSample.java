package io.tributary.schemas.contract.draft;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.schemas.contract.Shape;
import io.tributary.schemas.naming.Dataset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Drafts a contract from documents. Objects are flattened into columns; arrays of objects are kept as JSON text, since only a
 * person knows whether they are better a dataset of their own.
 */
public final class JsonSample {

    private static final int DEEPEST = 3;

    private final int documents;
    private final Map<String, List<JsonNode>> values = new LinkedHashMap<>();

    private JsonSample(List<JsonNode> documents) {
        this.documents = documents.size();
        documents.forEach(document -> collect("", document, 1));
    }

    /**
     * The draft.
     *
     * @param documents JSON objects
     */
    public static ContractDraft draft(Dataset dataset, List<JsonNode> documents) {
        JsonSample sample = new JsonSample(documents);
        List<DraftColumn> columns = new ArrayList<>();
        sample.values.forEach((pointer, nodes) -> columns.add(sample.column(pointer, nodes)));
        return new ContractDraft(dataset, Shape.DOCUMENT, columns);
    }

    private void collect(String pointer, JsonNode object, int depth) {
        object.fields().forEachRemaining(field -> {
            String place = pointer + "/" + field.getKey().replace("~", "~0").replace("/", "~1");
            if (field.getValue().isObject() && depth < DEEPEST) {
                collect(place, field.getValue(), depth + 1);
            } else {
                values.computeIfAbsent(place, ignored -> new ArrayList<>()).add(field.getValue());
            }
        });
    }

    private DraftColumn column(String pointer, List<JsonNode> nodes) {
        List<JsonNode> there = nodes.stream().filter(node -> !node.isNull()).toList();
        boolean complete = there.size() == documents;
        if (!there.isEmpty() && there.stream().allMatch(JsonNode::isArray)) {
            return array(pointer, there);
        }
        if (there.stream().anyMatch(JsonNode::isContainerNode)) {
            return json(pointer, complete);
        }
        GuessedType type = type(there);
        DraftColumn column = DraftColumn.of(pointer, type, false);
        return pointer.equals("/id") && complete ? column.asKey(1) : column;
    }

    /** Numbers of an API are as precise as a double; how many decimals they may have is not to be seen. */
    private static GuessedType type(List<JsonNode> nodes) {
        GuessedType type = GuessedType.of(nodes.stream()
                .map(JsonNode::asText)
                .filter(text -> !text.isBlank())
                .toList());
        boolean text = nodes.stream().anyMatch(JsonNode::isTextual);
        boolean number = type.logicalType().equals("number");
        if (number || text && type.logicalType().equals("integer")) {
            return text ? new GuessedType("string", null, null, false) : new GuessedType("number", null, null, false);
        }
        return type;
    }

    private static DraftColumn array(String pointer, List<JsonNode> arrays) {
        List<JsonNode> elements = new ArrayList<>();
        arrays.forEach(array -> array.forEach(elements::add));
        if (elements.stream().anyMatch(JsonNode::isContainerNode)) {
            return new DraftColumn(
                    pointer,
                    "object",
                    null,
                    null,
                    0,
                    false,
                    Map.of(),
                    Map.of(),
                    "An array of objects, as JSON text; make it an array of one of their values (items), or a dataset of its"
                            + " own (parent, each).");
        }
        return new DraftColumn(
                pointer, "array", null, type(elements).logicalType(), 0, false, Map.of(), Map.of(), null);
    }

    private static DraftColumn json(String pointer, boolean complete) {
        return new DraftColumn(pointer, "object", null, null, 0, complete, Map.of(), Map.of(), null);
    }
}
