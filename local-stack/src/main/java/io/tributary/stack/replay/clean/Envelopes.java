package io.tributary.stack.replay.clean;

import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.wire.AvroCodec;
import io.tributary.schemas.wire.MalformedRecordException;
import io.tributary.stack.archive.reading.StoredRecord;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** Reads of Debezium's envelopes what matters to the order of changes. */
final class Envelopes {

    private static final String OP = "op";
    private static final String SOURCE = "source";
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Event NONE = new Event("", null);

    private final AvroCodec codec;

    Envelopes(SchemaRegistry registry) {
        this.codec = new AvroCodec(registry);
    }

    /**
     * A change.
     *
     * @param op Debezium's operation; empty if the record is no envelope
     * @param position LSN, or the largest of the sequence where that is null; null if it has neither
     */
    record Event(String op, Long position) {

        boolean truncates() {
            return op.equals("t");
        }

        /** The ordering that a row of a snapshot has. */
        Optional<Long> snapshotOrdering() {
            return op.equals("r") ? Optional.ofNullable(position) : Optional.empty();
        }
    }

    /** What a raw record says; one that does not decode says nothing, and is a dead letter when it is cleaned. */
    Event of(StoredRecord record) {
        try {
            GenericRecord value = codec.decode(record.value());
            if (value.hasField(OP) && value.hasField(SOURCE) && value.get(SOURCE) instanceof GenericRecord source) {
                return new Event(String.valueOf(value.get(OP)), position(source));
            }
            return NONE;
        } catch (MalformedRecordException | AvroRuntimeException | ClassCastException e) {
            return NONE;
        }
    }

    private static Long position(GenericRecord source) {
        Object lsn = field(source, "lsn");
        if (lsn instanceof Number number) {
            return number.longValue();
        }
        Object sequence = field(source, "sequence");
        return sequence == null
                ? null
                : NUMBER.matcher(sequence.toString())
                        .results()
                        .map(MatchResult::group)
                        .map(Long::valueOf)
                        .max(Long::compare)
                        .orElse(null);
    }

    private static Object field(GenericRecord record, String name) {
        Schema.Field field = record.getSchema().getField(name);
        return field == null ? null : record.get(field.pos());
    }
}
