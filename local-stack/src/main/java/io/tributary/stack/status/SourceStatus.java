package io.tributary.stack.status;

import java.util.List;

/**
 * The state of a source.
 *
 * @param name name of the source
 * @param type postgres, files or tmdb
 * @param slot name of the replication slot; nullable
 * @param slotActive whether a reader is connected to the slot; nullable
 * @param walStatus reserved, extended, unreserved or lost, as Postgres says of the slot; nullable
 * @param retainedWalBytes write-ahead log that the source keeps for the slot, in bytes; nullable
 * @param safeWalBytes what may be written before the slot is in danger of being given up, in bytes; nullable
 * @param captured tables that are captured, {@code schema.table}; of sources of other types their datasets
 * @param bronzeOnly those of the captured tables that have no key, so that there is no silver table of them
 * @param leftOut tables that match the patterns and are not captured
 * @param warnings what the user should know, for people
 * @param error why the source cannot be captured; nullable
 */
public record SourceStatus(
        String name,
        String type,
        String slot,
        Boolean slotActive,
        String walStatus,
        Long retainedWalBytes,
        Long safeWalBytes,
        List<String> captured,
        List<String> bronzeOnly,
        List<LeftOut> leftOut,
        List<String> warnings,
        String error) {

    /** The type of a source that is a Postgres database. */
    public static final String POSTGRES = "postgres";

    public SourceStatus {
        captured = List.copyOf(captured);
        bronzeOnly = List.copyOf(bronzeOnly);
        leftOut = List.copyOf(leftOut);
        warnings = List.copyOf(warnings);
    }

    /**
     * A table that is not captured.
     *
     * @param table {@code schema.table}
     * @param reason why, and what would change it
     */
    public record LeftOut(String table, String reason) {}
}
