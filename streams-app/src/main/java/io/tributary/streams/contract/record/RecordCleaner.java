package io.tributary.streams.contract.record;

import io.tributary.streams.deadletter.RejectedRecordException;
import io.tributary.streams.envelope.RawRecord;
import org.apache.avro.generic.GenericRecord;

/** Cleans the records of one raw topic. Not thread-safe. */
interface RecordCleaner {

    /**
     * Sends what becomes of a record.
     *
     * @param schemaId of the value
     * @param value decoded
     * @throws RejectedRecordException if the record as a whole is a dead letter
     */
    void clean(RawRecord raw, int schemaId, GenericRecord value, Outlet outlet) throws RejectedRecordException;
}
