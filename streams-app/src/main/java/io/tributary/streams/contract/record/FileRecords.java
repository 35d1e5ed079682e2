package io.tributary.streams.contract.record;

import io.tributary.schemas.contract.Severity;
import io.tributary.streams.contract.row.Warnings;
import io.tributary.streams.deadletter.RejectedRecordException;
import io.tributary.streams.deadletter.Rule;
import io.tributary.streams.envelope.RawRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cleans rows of files: one raw record is one row. */
final class FileRecords implements RecordCleaner {

    private static final Logger LOG = LoggerFactory.getLogger(FileRecords.class);

    private final DatasetRows rows;
    private final DuplicateKeys keys;
    private final Warnings warnings;
    private final Map<Integer, FileLayout> layouts = new HashMap<>();

    FileRecords(DatasetRows rows, DuplicateKeys keys, Warnings warnings) {
        this.rows = rows;
        this.keys = keys;
        this.warnings = warnings;
    }

    @Override
    public void clean(RawRecord raw, int schemaId, GenericRecord value, Outlet outlet) throws RejectedRecordException {
        FileLayout layout = layout(schemaId, value.getSchema());
        Origin origin = layout.origin(value);
        DatasetRows.Row row = rows.clean(layout.columns(value));
        Severity duplicates = rows.contract().duplicateKeys();
        if (duplicates != null && keys.isSecond(rows.dataset(), row.key(), origin)) {
            duplicate(duplicates);
        }
        rows.send(row, origin, raw, outlet);
    }

    private void duplicate(Severity severity) throws RejectedRecordException {
        String key = String.join(", ", rows.contract().key());
        if (severity == Severity.WARN) {
            warnings.warned(rows.dataset(), Rule.DUPLICATE_KEY, key);
            return;
        }
        throw new RejectedRecordException(
                Rule.DUPLICATE_KEY,
                key,
                "Another record of the same generation has the same key (" + key + "), and one would hide the other");
    }

    private FileLayout layout(int schemaId, Schema schema) throws RejectedRecordException {
        FileLayout layout = layouts.get(schemaId);
        if (layout == null) {
            layout = FileLayout.of(rows.contract(), schema);
            layouts.put(schemaId, layout);
            List<String> unused = layout.unused();
            if (!unused.isEmpty()) {
                LOG.warn(
                        "Columns without a place in the contract: source={} dataset={} columns={}; they stay in the raw"
                                + " topic",
                        rows.dataset().source(),
                        rows.dataset().name(),
                        unused);
            }
        }
        return layout;
    }
}
