package io.tributary.streams.envelope;

import io.tributary.schemas.change.Operation;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;

/**
 * One change of one row, or the truncation of a table, as the envelope tells it.
 *
 * @param op what happened
 * @param before the row before; null if the source does not tell it
 * @param after the row after; null for deletes and truncates
 * @param schemaName schema of the table
 * @param tableName the table
 * @param lsn position of the change in the log; null for rows of incremental snapshots
 * @param txId transaction; null if there is none
 * @param sequence largest LSN of the event's sequence; null if there is none
 * @param sourceTsMicros commit time, microseconds since 1970-01-01 UTC
 */
public record ChangeEvent(
        Operation op,
        GenericRecord before,
        GenericRecord after,
        Utf8 schemaName,
        Utf8 tableName,
        Long lsn,
        Long txId,
        Long sequence,
        long sourceTsMicros) {

    /** Where the change is in the log: its LSN, else the larger value of its sequence; null if it has neither. */
    public Long position() {
        return lsn != null ? lsn : sequence;
    }
}
