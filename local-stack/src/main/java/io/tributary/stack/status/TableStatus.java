package io.tributary.stack.status;

import java.util.List;
import java.util.Map;

/**
 * The state of a table of the lake.
 *
 * @param layer bronze or silver
 * @param name for instance {@code shop_orders}
 * @param source name of the source
 * @param dataset name of the dataset within the source
 * @param rows rows that can be queried; nullable
 * @param behind records of the clean topic that are not in the table yet; nullable
 * @param freshnessMs now minus the source's commit time of the newest change that can be queried, in milliseconds;
 *     nullable
 * @param lastCommit instant of the newest commit; nullable
 * @param deadLetters records of the dataset that could not be processed and were set aside; nullable
 * @param error why the table is not written; nullable
 * @param parkedSince since when it is not written, or is replayed if there is no error; nullable
 * @param promisedFreshnessMs freshness that the dataset's contract promises, in milliseconds; nullable
 * @param warnings rules broken that only warn, since the Streams app started; nullable
 * @param replayStoppedAt by partition of the clean topic the offset at which its replay is stopped; null if none is
 * @param lost records that a table that is not written waits for and Kafka no longer has
 * @param unwritable records that the table cannot take, and at which it stands
 * @param skipped records that were set aside instead of being written; nullable
 */
public record TableStatus(
        String layer,
        String name,
        String source,
        String dataset,
        Long rows,
        Long behind,
        Long freshnessMs,
        String lastCommit,
        Long deadLetters,
        String error,
        String parkedSince,
        Long promisedFreshnessMs,
        Long warnings,
        Map<Integer, Long> replayStoppedAt,
        List<Lost> lost,
        List<Unwritable> unwritable,
        Long skipped) {

    public TableStatus {
        lost = List.copyOf(lost);
        unwritable = List.copyOf(unwritable);
    }

    /**
     * Records that its table has missed.
     *
     * @param partition of the clean topic
     * @param from offset of the first
     * @param to offset behind the last
     */
    public record Lost(int partition, long from, long to) {}

    /**
     * A record that its table cannot take, whatever is tried.
     *
     * @param partition of the clean topic
     * @param offset in it
     * @param schemaId id of the schema that is at fault, and with it all records of that; null if it is this record alone
     * @param reason for people
     */
    public record Unwritable(int partition, long offset, Integer schemaId, String reason) {}

    /** Whether it reads its topic again just now, as far as nothing goes wrong. */
    public boolean beingReplayed() {
        return parkedSince != null && error == null && replayStoppedAt == null;
    }
}
