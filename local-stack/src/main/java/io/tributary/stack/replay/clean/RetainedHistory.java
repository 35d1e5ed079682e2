package io.tributary.stack.replay.clean;

import java.util.OptionalLong;

/** What Kafka has not dropped yet of a raw topic. */
interface RetainedHistory extends RawHistory {

    int partitions();

    /** Time of the oldest record of a partition, milliseconds since 1970-01-01 UTC; empty if there is none. */
    OptionalLong oldest(int partition);
}
