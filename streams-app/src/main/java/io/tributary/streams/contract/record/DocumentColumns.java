package io.tributary.streams.contract.record;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tributary.schemas.contract.Contract;
import io.tributary.schemas.contract.ContractColumn;
import io.tributary.streams.contract.row.RawColumns;
import java.util.List;
import org.apache.avro.generic.GenericRecord;

/** Where a contract's columns are in its documents. */
final class DocumentColumns {

    private static final String META_PREFIX = "_meta.";
    private static final String PARENT_PREFIX = "_parent";
    private static final String INDEX = "index";

    private final List<List<Place>> columns;

    /**
     * What values are looked for in.
     *
     * @param document the whole document
     * @param element the element of an array that the row is of; the document itself if it is of none
     * @param index of the element in its array, from 0
     */
    record Found(OriginLayout layout, GenericRecord raw, JsonNode document, JsonNode element, int index) {}

    @FunctionalInterface
    private interface Place {
        JsonNode in(Found found);
    }

    DocumentColumns(Contract contract) {
        columns = contract.columns().stream()
                .map(ContractColumn::sources)
                .map(sources -> sources.stream().map(DocumentColumns::place).toList())
                .toList();
    }

    private static Place place(String source) {
        if (source.startsWith(META_PREFIX)) {
            String name = source.substring(META_PREFIX.length());
            return name.equals(INDEX) ? found -> IntNode.valueOf(found.index()) : found -> meta(found, name);
        }
        if (source.startsWith(PARENT_PREFIX + "/")) {
            JsonPointer pointer = JsonPointer.compile(source.substring(PARENT_PREFIX.length()));
            return found -> found.document().at(pointer);
        }
        JsonPointer pointer = source.startsWith("/")
                ? JsonPointer.compile(source)
                : JsonPointer.empty().appendProperty(source);
        return found -> found.element().at(pointer);
    }

    private static JsonNode meta(Found found, String name) {
        String text = found.layout().text(found.raw(), name);
        return text == null ? MissingNode.getInstance() : TextNode.valueOf(text);
    }

    RawColumns in(Found found) {
        return column -> {
            for (Place place : columns.get(column)) {
                JsonNode node = place.in(found);
                if (!node.isMissingNode()) {
                    return node;
                }
            }
            return null;
        };
    }
}
