package io.tributary.streams.dataset;

import io.tributary.schemas.naming.Dataset;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.streams.deadletter.RejectedRecordException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** The compiled mappings of one dataset by the ids of the raw schemas, and their clean schemas' ids. */
public final class Mappings {

    private final Dataset dataset;
    private final SchemaRegistry registry;
    private final Map<Integer, Key> keys = new HashMap<>();
    private final Map<RowId, Row> rows = new HashMap<>();
    private RowId lastRowId;
    private Row lastRow;

    /** A key's mapping and the id of its clean schema. */
    public record Key(KeyMapping mapping, int schemaId) {}

    /** A row's mapping and the id of its clean schema. */
    public record Row(RowMapping mapping, int schemaId) {}

    private record RowId(int rawSchemaId, List<String> key) {}

    Mappings(Dataset dataset, SchemaRegistry registry) {
        this.dataset = dataset;
        this.registry = registry;
    }

    public Key key(int rawSchemaId, Schema raw) throws RejectedRecordException {
        Key key = keys.get(rawSchemaId);
        if (key == null) {
            KeyMapping mapping = KeyMapping.of(dataset, raw);
            key = new Key(mapping, registry.register(dataset.cleanTopic() + "-key", mapping.schema()));
            keys.put(rawSchemaId, key);
        }
        return key;
    }

    public Row row(int rawSchemaId, Schema raw, List<String> key) throws RejectedRecordException {
        if (lastRowId != null && lastRowId.rawSchemaId() == rawSchemaId && lastRowId.key() == key) {
            return lastRow;
        }
        RowId id = new RowId(rawSchemaId, key);
        Row row = rows.get(id);
        if (row == null) {
            RowMapping mapping = RowMapping.of(dataset, raw, key);
            row = new Row(mapping, registry.register(dataset.cleanTopic() + "-value", mapping.schema()));
            rows.put(id, row);
        }
        lastRowId = id;
        lastRow = row;
        return row;
    }
}
