package io.tributary.streams.envelope;

import io.tributary.schemas.change.Operation;
import io.tributary.streams.column.SourceColumn;
import io.tributary.streams.column.Text;
import io.tributary.streams.deadletter.RejectedRecordException;
import io.tributary.streams.deadletter.Rule;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;

/** Where the parts of a Debezium envelope are in the records of one schema, found once per schema. */
public final class EnvelopeLayout {

    private static final int ABSENT = -1;
    private static final long MICROS_PER_MILLI = 1_000;

    private final Schema row;
    private final int before;
    private final int after;
    private final int op;
    private final int source;
    private final int lsn;
    private final int txId;
    private final int sequence;
    private final int sourceMicros;
    private final int sourceMillis;
    private final int schemaName;
    private final int tableName;

    private EnvelopeLayout(Schema envelope, Schema row, Schema source) {
        this.row = row;
        this.before = position(envelope, "before");
        this.after = position(envelope, "after");
        this.op = position(envelope, "op");
        this.source = position(envelope, "source");
        this.lsn = position(source, "lsn");
        this.txId = position(source, "txId");
        this.sequence = position(source, "sequence");
        this.sourceMicros = position(source, "ts_us");
        this.sourceMillis = position(source, "ts_ms");
        this.schemaName = position(source, "schema");
        this.tableName = position(source, "table");
    }

    /**
     * Finds the parts of an envelope.
     *
     * @throws RejectedRecordException if the schema is not that of a Debezium change event of a relational source
     */
    public static EnvelopeLayout of(Schema schema) throws RejectedRecordException {
        Schema row = part(schema, "after");
        Schema source = part(schema, "source");
        boolean complete = row != null
                && source != null
                && part(schema, "before") != null
                && schema.getField("op") != null
                && source.getField("schema") != null
                && source.getField("table") != null;
        if (!complete) {
            throw new RejectedRecordException(
                    Rule.UNKNOWN_SHAPE,
                    null,
                    "The value's schema " + schema.getFullName()
                            + " is no Debezium envelope (before, after, source with schema and table, op);"
                            + " files and APIs need a contract (contracts/<source>/<dataset>.odcs.yaml), and other topics"
                            + " carry only change events of tables");
        }
        return new EnvelopeLayout(schema, row, source);
    }

    private static Schema part(Schema schema, String name) {
        Schema.Field field = schema.getType() == Schema.Type.RECORD ? schema.getField(name) : null;
        if (field == null) {
            return null;
        }
        Schema part = SourceColumn.withoutNull(field.schema());
        return part.getType() == Schema.Type.RECORD ? part : null;
    }

    private static int position(Schema schema, String name) {
        Schema.Field field = schema.getField(name);
        return field == null ? ABSENT : field.pos();
    }

    /** Schema of the rows before and after the change. */
    public Schema row() {
        return row;
    }

    /**
     * Reads an envelope.
     *
     * @throws RejectedRecordException if it lacks a part without which it means nothing
     */
    public ChangeEvent read(GenericRecord envelope) throws RejectedRecordException {
        if (!(envelope.get(source) instanceof GenericRecord origin)) {
            throw new RejectedRecordException(
                    Rule.UNKNOWN_SHAPE, null, "The envelope has no source; a change without an origin has no order");
        }
        Object sequenceText = get(origin, sequence);
        return new ChangeEvent(
                operation(envelope.get(op)),
                (GenericRecord) envelope.get(before),
                (GenericRecord) envelope.get(after),
                name(origin, schemaName),
                name(origin, tableName),
                number(origin, lsn),
                number(origin, txId),
                sequenceText == null ? null : SequenceText.largest(Text.of(sequenceText)),
                micros(origin));
    }

    private static Operation operation(Object code) throws RejectedRecordException {
        try {
            return Operation.ofCode(String.valueOf(code));
        } catch (IllegalArgumentException e) {
            throw new RejectedRecordException(
                    Rule.UNKNOWN_OPERATION,
                    null,
                    e.getMessage() + "; leave such events out of the connector (skipped.operations)");
        }
    }

    private static Utf8 name(GenericRecord origin, int position) throws RejectedRecordException {
        Object name = get(origin, position);
        if (name == null) {
            throw new RejectedRecordException(
                    Rule.UNKNOWN_SHAPE,
                    null,
                    "The envelope's source names no table; only changes of tables are handled");
        }
        return Text.of(name);
    }

    private long micros(GenericRecord origin) {
        Long micros = number(origin, sourceMicros);
        if (micros != null) {
            return micros;
        }
        Long millis = number(origin, sourceMillis);
        return millis == null ? 0 : millis * MICROS_PER_MILLI;
    }

    private static Long number(GenericRecord record, int position) {
        return get(record, position) instanceof Number number ? Long.valueOf(number.longValue()) : null;
    }

    private static Object get(GenericRecord record, int position) {
        return position == ABSENT ? null : record.get(position);
    }
}
