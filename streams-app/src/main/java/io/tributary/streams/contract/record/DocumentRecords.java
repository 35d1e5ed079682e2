package io.tributary.streams.contract.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.streams.contract.row.RawColumns;
import io.tributary.streams.deadletter.RejectedRecordException;
import io.tributary.streams.deadletter.Rule;
import io.tributary.streams.envelope.RawRecord;
import io.tributary.streams.redrive.LaterRecords;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** Cleans JSON documents: one raw record is one row, and one row more for each element of arrays that are datasets. */
final class DocumentRecords implements RecordCleaner {

    private static final String JSON = "json";

    /** Numbers keep the digits that were written. */
    private static final ObjectReader READER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private final DatasetRows rows;
    private final DocumentColumns columns;
    private final List<ElementRows> elements;
    private final LaterRecords later;
    private final Map<Integer, OriginLayout> layouts = new HashMap<>();

    DocumentRecords(DatasetRows rows, List<ElementRows> elements, LaterRecords later) {
        this.later = later;
        this.rows = rows;
        this.columns = new DocumentColumns(rows.contract());
        this.elements = elements;
    }

    @Override
    public void clean(RawRecord raw, int schemaId, GenericRecord value, Outlet outlet) throws RejectedRecordException {
        OriginLayout layout = layouts.get(schemaId);
        if (layout == null) {
            layout = OriginLayout.of(value.getSchema());
            layouts.put(schemaId, layout);
        }
        Origin origin = layout.read(value);
        requireNotGone(raw, origin);
        JsonNode document = origin.gone() ? fieldsOf(value) : parse(value);
        DocumentColumns.Found found = new DocumentColumns.Found(layout, value, document, document, 0);
        RawColumns in = columns.in(found);
        byte[] key = rows.key(in);
        RejectedRecordException rejection = null;
        try {
            if (origin.gone()) {
                rows.sendDeleted(in, origin, raw, outlet);
            } else {
                rows.send(rows.clean(in), origin, raw, outlet);
            }
        } catch (RejectedRecordException e) {
            rejection = e;
        }
        // Of a document that a later one has overtaken, the elements that are gone would come back.
        if (!raw.history()) {
            for (ElementRows element : elements) {
                element.send(found, key, origin, raw, outlet);
            }
        }
        if (rejection != null) {
            throw rejection;
        }
        if (!raw.replayed()) {
            later.passed(raw, origin.ordering(), origin.gone());
        }
    }

    /** Silver would take a document that is sent again for news if the newer one, that it is gone, left no row. */
    private void requireNotGone(RawRecord raw, Origin origin) throws RejectedRecordException {
        if (raw.redriven()
                && !origin.gone()
                && later.after(raw, origin.ordering())
                        .filter(LaterRecords.Newest::deletes)
                        .isPresent()) {
            throw new RejectedRecordException(
                    Rule.SUPERSEDED,
                    null,
                    "The source said after this document that it is gone, and it would come back if it were written now;"
                            + " there is nothing left to do for silver");
        }
    }

    private static JsonNode parse(GenericRecord value) throws RejectedRecordException {
        Object text = value.getSchema().getField(JSON) == null ? null : value.get(JSON);
        if (text == null) {
            throw new RejectedRecordException(
                    Rule.UNREADABLE_DOCUMENT,
                    JSON,
                    "The record has no document in its column 'json'; if its rows are columns, set physicalType of the"
                            + " contract to file");
        }
        try {
            JsonNode document = READER.readTree(text.toString());
            if (document.isObject()) {
                return document;
            }
            throw new RejectedRecordException(
                    Rule.UNREADABLE_DOCUMENT, JSON, "The document is no JSON object but " + document.getNodeType());
        } catch (JsonProcessingException e) {
            throw new RejectedRecordException(
                    Rule.UNREADABLE_DOCUMENT, JSON, "The document is no JSON: " + e.getOriginalMessage());
        }
    }

    /** What a record without a document tells: the columns beside it, as a document. */
    private static JsonNode fieldsOf(GenericRecord value) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        for (Schema.Field field : value.getSchema().getFields()) {
            Object content = value.get(field.pos());
            if (content instanceof CharSequence || content instanceof Number) {
                fields.put(field.name(), content.toString());
            }
        }
        return fields;
    }
}
