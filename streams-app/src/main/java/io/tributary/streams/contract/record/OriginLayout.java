package io.tributary.streams.contract.record;

import io.tributary.streams.column.SourceColumn;
import io.tributary.streams.deadletter.RejectedRecordException;
import io.tributary.streams.deadletter.Rule;
import java.time.Instant;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** Where the parts of {@code _meta} are in raw records of one schema; see docs/files.md and docs/tmdb.md. */
final class OriginLayout {

    static final String META = "_meta";

    private static final int ABSENT = -1;
    private static final long MICROS_PER_MILLI = 1_000;
    private static final String GONE = "gone";

    private final Schema schema;
    private final int meta;
    private final int file;
    private final int entry;
    private final int line;
    private final int ordering;
    private final int event;
    private final int readAt;

    private OriginLayout(Schema schema, int meta) {
        this.schema = schema;
        this.meta = meta;
        this.file = position("file");
        this.entry = position("entry");
        this.line = position("line");
        this.ordering = position("ordering");
        this.event = position("event");
        this.readAt = position("read_at") == ABSENT ? position("polled_at") : position("read_at");
    }

    /**
     * Finds the parts.
     *
     * @throws RejectedRecordException if the records do not say where they stand in the order of a key's records
     */
    static OriginLayout of(Schema raw) throws RejectedRecordException {
        Schema.Field field = raw.getType() == Schema.Type.RECORD ? raw.getField(META) : null;
        Schema schema = field == null ? null : SourceColumn.withoutNull(field.schema());
        if (schema == null || schema.getType() != Schema.Type.RECORD || schema.getField("ordering") == null) {
            throw new RejectedRecordException(
                    Rule.UNKNOWN_SHAPE,
                    META,
                    "The value's schema " + raw.getFullName() + " has no " + META
                            + " with an ordering, as records of the"
                            + " files and tmdb connectors have it; write only theirs to this topic, or say in the contract"
                            + " that it is of a table");
        }
        return new OriginLayout(schema, field.pos());
    }

    private int position(String name) {
        Schema.Field field = schema.getField(name);
        return field == null ? ABSENT : field.pos();
    }

    Origin read(GenericRecord raw) throws RejectedRecordException {
        if (!(raw.get(meta) instanceof GenericRecord origin) || !(origin.get(ordering) instanceof Long order)) {
            throw new RejectedRecordException(
                    Rule.UNKNOWN_SHAPE,
                    META,
                    "The record has no " + META + ", so it cannot be put in order with others");
        }
        String place =
                file == ABSENT ? "" : text(origin, file) + '\0' + text(origin, entry) + '\0' + text(origin, line);
        long millis = readAt != ABSENT && origin.get(readAt) instanceof Long time ? time : 0;
        boolean gone = event != ABSENT && GONE.equals(text(origin, event));
        return new Origin(place, order, millis * MICROS_PER_MILLI, gone);
    }

    private static String text(GenericRecord origin, int position) {
        Object value = position == ABSENT ? null : origin.get(position);
        return value == null ? "" : value.toString();
    }

    /** A part of {@code _meta} as text; null if it has none or there is no such part. */
    String text(GenericRecord raw, String name) {
        Schema.Field field = schema.getField(name);
        Object value = field == null ? null : ((GenericRecord) raw.get(meta)).get(field.pos());
        if (value instanceof Long millis
                && SourceColumn.withoutNull(field.schema()).getLogicalType() != null) {
            return Instant.ofEpochMilli(millis).toString();
        }
        return value == null ? null : value.toString();
    }
}
