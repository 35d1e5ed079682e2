package io.tributary.streams.topology;

import io.tributary.schemas.naming.Dataset;
import io.tributary.streams.toast.Departure;
import java.util.List;

/**
 * A clean record, encoded.
 *
 * @param dataset where it belongs
 * @param key in the wire format; null for a truncate and for tables without key
 * @param value in the wire format
 * @param truncate whether it empties the table
 * @param sourceTsMicros commit time at the source, microseconds since 1970-01-01 UTC
 * @param departures what other rows and partitions have to know
 * @param accept writes what later records depend on; to be called once, before the record is sent
 */
record CleanRow(
        Dataset dataset,
        byte[] key,
        byte[] value,
        boolean truncate,
        long sourceTsMicros,
        List<Departure> departures,
        Runnable accept) {}
