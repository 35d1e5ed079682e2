package io.tributary.connectors.postgres;

import io.debezium.data.Envelope;
import io.debezium.relational.TableId;
import java.time.Instant;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** A truncate as Debezium would write it, for rows of a snapshot that do not count any more. */
final class TruncateRecord {

    private static final long MICROS_PER_MILLI = 1_000;

    private TruncateRecord() {}

    /**
     * The truncate of a table.
     *
     * @param envelope of the table's changes
     * @param position its place in the log: not below the rows that it takes away, below those that stay
     * @param neighbour the record that it comes before or behind, whose offset is the truncate's, too
     */
    static SourceRecord of(TableId table, String topic, Envelope envelope, long position, SourceRecord neighbour) {
        Instant now = Instant.now();
        Schema schema = envelope.schema().field(Envelope.FieldName.SOURCE).schema();
        Struct value = envelope.truncate(source(schema, table, position, now), now);
        return new SourceRecord(
                neighbour.sourcePartition(),
                neighbour.sourceOffset(),
                topic,
                null,
                null,
                null,
                envelope.schema(),
                value);
    }

    private static Struct source(Schema schema, TableId table, long position, Instant now) {
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
