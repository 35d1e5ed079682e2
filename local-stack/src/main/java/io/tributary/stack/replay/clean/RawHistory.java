package io.tributary.stack.replay.clean;

import io.tributary.stack.archive.reading.StoredRecord;
import java.util.function.Consumer;

/** Where the records of one raw topic are kept. */
interface RawHistory {

    /** First offset of a partition that is kept, or was when it was asked. */
    long earliest(int partition);

    /**
     * Reads the records from an offset up to, not including, another, in their order.
     *
     * @throws io.tributary.stack.layout.StackException if they are not all there, or damaged
     */
    void read(int partition, long from, long to, Consumer<StoredRecord> reader);
}
