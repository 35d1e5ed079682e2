package io.tributary.stack.replay;

import io.tributary.schemas.naming.Dataset;
import java.time.Instant;
import java.util.Optional;

/**
 * What a replay of a dataset's tables is about.
 *
 * @param dataset whose tables
 * @param range what they read again
 * @param oldest time of the first record; empty if there is none
 * @param newest time of the newest record now; empty if there is none
 * @param bytes about what the range takes in Kafka
 */
public record ReplayPlan(
        Dataset dataset, ReplayRange range, Optional<Instant> oldest, Optional<Instant> newest, long bytes) {

    /** The topic that is read. */
    public String topic() {
        return range.topic();
    }

    /** About how many records: the ends of transactions are counted, too. */
    public long records() {
        return range.offsets();
    }
}
