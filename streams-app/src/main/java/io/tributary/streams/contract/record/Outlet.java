package io.tributary.streams.contract.record;

import io.tributary.schemas.naming.Dataset;
import io.tributary.streams.deadletter.RejectedRecordException;

/** The way out for what becomes of one raw record. */
public interface Outlet {

    /**
     * A clean record.
     *
     * @param key in the wire format
     * @param value in the wire format
     * @param sourceTsMicros when the source told it, microseconds since 1970-01-01 UTC
     */
    void clean(Dataset dataset, byte[] key, byte[] value, long sourceTsMicros);

    /** The raw record, or a part of it, is a dead letter of a dataset. */
    void reject(Dataset dataset, RejectedRecordException rejection);
}
