package io.tributary.connectors.postgres;

import io.debezium.data.Envelope;
import io.debezium.relational.TableId;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** A first snapshot that begins again, and the truncates that take away what was read before. */
final class SnapshotRestart {

    private static final long MICROS_PER_MILLI = 1_000;

    private final List<Pattern> tables;
    private final long position;

    /**
     * A restart.
     *
     * @param tables regular expressions of the tables that the snapshot reads, each {@code schema.table}, in any case
     * @param position in the log, after the snapshots before and before the one that begins
     */
    SnapshotRestart(List<String> tables, long position) {
        this.tables = tables.stream()
                .map(table -> Pattern.compile(table.strip(), Pattern.CASE_INSENSITIVE))
                .toList();
        this.position = position;
    }

    /** Whether the snapshot reads a table. */
    boolean reads(TableId table) {
        String name = table.schema() + "." + table.table();
        return tables.stream().anyMatch(pattern -> pattern.matcher(name).matches());
    }

    /**
     * The truncate of a table, as Debezium would write it.
     *
     * @param envelope of the table's changes
     * @param next the record before which it comes; its offset is the truncate's, too
     */
    SourceRecord truncate(TableId table, String topic, Envelope envelope, SourceRecord next) {
        Instant now = Instant.now();
        Struct source =
                source(envelope.schema().field(Envelope.FieldName.SOURCE).schema(), table, now);
        Struct value = envelope.truncate(source, now);
        return new SourceRecord(
                next.sourcePartition(), next.sourceOffset(), topic, null, null, null, envelope.schema(), value);
    }

    private Struct source(Schema schema, TableId table, Instant now) {
        Struct source = new Struct(schema);
        for (Field field : schema.fields()) {
            // What Debezium tells of itself and of the database matters to nobody, but has to be there.
            if (field.schema().type() == Schema.Type.STRING && !field.schema().isOptional()) {
                source.put(field, "");
            }
        }
        return source.put("connector", "postgresql")
                .put("ts_ms", now.toEpochMilli())
                .put("ts_us", now.toEpochMilli() * MICROS_PER_MILLI)
                .put("schema", table.schema())
                .put("table", table.table())
                .put("lsn", position);
    }
}
