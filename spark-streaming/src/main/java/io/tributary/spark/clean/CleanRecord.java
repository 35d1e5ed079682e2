package io.tributary.spark.clean;

import io.tributary.schemas.change.ChangeMetadata;
import io.tributary.schemas.change.Operation;
import org.apache.avro.generic.GenericRecord;

/**
 * A decoded clean record.
 *
 * @param schemaId the id of the schema that it was written with
 * @param value all its fields
 */
public record CleanRecord(int schemaId, GenericRecord value) {

    public long ordering() {
        return (Long) meta(ChangeMetadata.ORDERING);
    }

    /** Commit time at the source, microseconds since 1970-01-01 UTC. */
    public long sourceTsMicros() {
        return (Long) meta(ChangeMetadata.SOURCE_TS);
    }

    public long rawOffset() {
        return (Long) meta(ChangeMetadata.RAW_OFFSET);
    }

    public int rawPartition() {
        return (Integer) meta(ChangeMetadata.RAW_PARTITION);
    }

    public Operation operation() {
        return Operation.ofCode(meta(ChangeMetadata.OP).toString());
    }

    private Object meta(String field) {
        return ((GenericRecord) value.get(ChangeMetadata.FIELD)).get(field);
    }
}
