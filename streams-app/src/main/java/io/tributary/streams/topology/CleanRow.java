package io.tributary.streams.topology;

import io.tributary.schemas.change.Operation;
import io.tributary.schemas.naming.Dataset;
import io.tributary.streams.toast.Departure;
import java.util.List;

/**
 * A clean record, encoded.
 *
 * @param dataset where it belongs
 * @param key in the wire format; null for a truncate and for tables without key
 * @param value in the wire format
 * @param op what happened to the row
 * @param ordering of two changes of one key the one with the higher value is newer
 * @param sourceTsMicros commit time at the source, microseconds since 1970-01-01 UTC
 * @param departures what other rows and partitions have to know
 * @param accept writes what later records depend on; to be called once, before the record is sent
 */
record CleanRow(
        Dataset dataset,
        byte[] key,
        byte[] value,
        Operation op,
        long ordering,
        long sourceTsMicros,
        List<Departure> departures,
        Runnable accept) {

    /** Whether it empties the table. */
    boolean truncate() {
        return op == Operation.TRUNCATE;
    }
}
