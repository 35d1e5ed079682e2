package io.tributary.streams.contract.table;

import io.tributary.schemas.change.Operation;
import io.tributary.schemas.contract.Contract;
import io.tributary.schemas.naming.Dataset;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.streams.contract.ContractBook;
import io.tributary.streams.contract.row.Hiding;
import io.tributary.streams.contract.row.RowCleaning;
import io.tributary.streams.contract.row.Warnings;
import io.tributary.streams.dataset.KeyMapping;
import io.tributary.streams.dataset.Mappings;
import io.tributary.streams.dataset.RowMapping;
import io.tributary.streams.dataset.WireEncoder;
import io.tributary.streams.deadletter.RejectedRecordException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;

/**
 * Writes the rows and keys of tables, as their contract says or, without one, as they are. Not thread-safe: each task has its
 * own.
 */
public final class TableOverlays {

    private final SchemaRegistry registry;
    private final ContractBook book;
    private final Warnings warnings;
    private final WireEncoder encoder = new WireEncoder();
    private final Map<Dataset, Optional<Tightened>> tables = new HashMap<>();

    public TableOverlays(SchemaRegistry registry, ContractBook book, Warnings warnings) {
        this.registry = registry;
        this.book = book;
        this.warnings = warnings;
    }

    /** A contract compiled, and its overlays by the table's own mappings. */
    private record Tightened(
            Contract contract,
            RowCleaning cleaning,
            Hiding hiding,
            Map<Object, Registered<TableOverlay>> rows,
            Map<Object, Registered<KeyOverlay>> keys) {}

    private record Registered<T>(T overlay, int schemaId) {}

    private Optional<Tightened> tightened(Dataset dataset) {
        return tables.computeIfAbsent(dataset, wanted -> book.ofTable(wanted)
                .map(contract -> new Tightened(
                        contract,
                        new RowCleaning(contract, warnings),
                        book.hiding(contract),
                        new HashMap<>(),
                        new HashMap<>())));
    }

    /** A key in the wire format. */
    public byte[] encodeKey(Dataset dataset, Mappings.Registered<KeyMapping> mapping, GenericRecord key)
            throws RejectedRecordException {
        Optional<Tightened> table = tightened(dataset);
        if (table.isEmpty()) {
            return encoder.encode(mapping.schemaId(), mapping.mapping().writer(), key);
        }
        Registered<KeyOverlay> keys = keys(dataset, table.get(), mapping, key);
        return encoder.encode(
                keys.schemaId(), keys.overlay().writer(), keys.overlay().apply(key));
    }

    private Registered<KeyOverlay> keys(Dataset dataset, Tightened table, Object mapping, GenericRecord key)
            throws RejectedRecordException {
        Registered<KeyOverlay> known = table.keys().get(mapping);
        if (known == null) {
            KeyOverlay overlay = new KeyOverlay(table.contract(), table.cleaning(), table.hiding(), key.getSchema());
            known = new Registered<>(overlay, registry.register(dataset.cleanTopic() + "-key", overlay.schema()));
            table.keys().put(mapping, known);
        }
        return known;
    }

    /**
     * A row in the wire format.
     *
     * @param row with its metadata
     * @throws RejectedRecordException if it breaks a rule of its contract
     */
    public byte[] encodeRow(
            Dataset dataset, Mappings.Registered<RowMapping> mapping, GenericRecord row, Operation operation)
            throws RejectedRecordException {
        Optional<Tightened> table = tightened(dataset);
        if (table.isEmpty()) {
            return encoder.encode(mapping.schemaId(), mapping.mapping().writer(), row);
        }
        Registered<TableOverlay> rows = rows(dataset, table.get(), mapping, row);
        TableOverlay overlay = rows.overlay();
        GenericRecord clean =
                switch (operation) {
                    case CREATE, UPDATE, READ -> overlay.apply(row);
                    case DELETE -> overlay.applyDeleted(row);
                    case TRUNCATE -> overlay.applyTruncated(row);
                };
        return encoder.encode(rows.schemaId(), overlay.writer(), clean);
    }

    private Registered<TableOverlay> rows(Dataset dataset, Tightened table, Object mapping, GenericRecord row)
            throws RejectedRecordException {
        Registered<TableOverlay> known = table.rows().get(mapping);
        if (known == null) {
            TableOverlay overlay =
                    new TableOverlay(table.contract(), table.cleaning(), table.hiding(), row.getSchema());
            known = new Registered<>(overlay, registry.register(dataset.cleanTopic() + "-value", overlay.schema()));
            table.rows().put(mapping, known);
        }
        return known;
    }
}
