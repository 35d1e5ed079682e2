package io.tributary.streams.dataset;

import io.tributary.schemas.naming.Dataset;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.streams.deadletter.RejectedRecordException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.apache.avro.Schema;

/** The compiled mappings of one dataset by the ids of the raw schemas, and their clean schemas' ids. */
public final class Mappings {

    private final Dataset dataset;
    private final SchemaRegistry registry;
    private final Map<Integer, List<Column>> columns = new HashMap<>();
    private final Map<KeyId, Registered<KeyMapping>> keys = new HashMap<>();
    private final Map<RowId, Registered<RowMapping>> rows = new HashMap<>();
    private KeyId lastKeyId;
    private Registered<KeyMapping> lastKey;
    private RowId lastRowId;
    private Registered<RowMapping> lastRow;

    /** A mapping of keys or rows, and the id of its clean schema. */
    public static final class Registered<M> {
        private final M mapping;
        private final IntSupplier registration;
        private boolean registered;
        private int schemaId;

        private Registered(M mapping, IntSupplier registration) {
            this.mapping = mapping;
            this.registration = registration;
        }

        public M mapping() {
            return mapping;
        }

        /** The schema's id; it is registered when it is first asked for, since a contract may put another in its place. */
        public int schemaId() {
            if (!registered) {
                schemaId = registration.getAsInt();
                registered = true;
            }
            return schemaId;
        }
    }

    private record KeyId(int rawKeySchemaId, int rawRowSchemaId) {}

    private record RowId(int rawSchemaId, List<String> key) {}

    Mappings(Dataset dataset, SchemaRegistry registry) {
        this.dataset = dataset;
        this.registry = registry;
    }

    Registered<KeyMapping> key(int rawKeySchemaId, Schema rawKey, int rawRowSchemaId, Schema rawRow)
            throws RejectedRecordException {
        if (lastKeyId != null
                && lastKeyId.rawKeySchemaId() == rawKeySchemaId
                && lastKeyId.rawRowSchemaId() == rawRowSchemaId) {
            return lastKey;
        }
        KeyId id = new KeyId(rawKeySchemaId, rawRowSchemaId);
        Registered<KeyMapping> key = keys.get(id);
        if (key == null) {
            KeyMapping mapping = KeyMapping.of(dataset, rawKey, columns(rawRowSchemaId, rawRow));
            key = new Registered<>(mapping, () -> registry.register(dataset.cleanTopic() + "-key", mapping.schema()));
            keys.put(id, key);
        }
        lastKeyId = id;
        lastKey = key;
        return key;
    }

    Registered<RowMapping> row(int rawSchemaId, Schema raw, List<String> key) throws RejectedRecordException {
        if (lastRowId != null && lastRowId.rawSchemaId() == rawSchemaId && lastRowId.key() == key) {
            return lastRow;
        }
        RowId id = new RowId(rawSchemaId, key);
        Registered<RowMapping> row = rows.get(id);
        if (row == null) {
            RowMapping mapping = RowMapping.of(dataset, columns(rawSchemaId, raw), key);
            row = new Registered<>(mapping, () -> registry.register(dataset.cleanTopic() + "-value", mapping.schema()));
            rows.put(id, row);
        }
        lastRowId = id;
        lastRow = row;
        return row;
    }

    private List<Column> columns(int rawSchemaId, Schema raw) throws RejectedRecordException {
        List<Column> known = columns.get(rawSchemaId);
        if (known == null) {
            known = Column.of(raw);
            columns.put(rawSchemaId, known);
        }
        return known;
    }
}
