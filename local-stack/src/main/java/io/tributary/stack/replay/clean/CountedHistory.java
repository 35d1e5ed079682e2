package io.tributary.stack.replay.clean;

import io.tributary.stack.archive.reading.StoredRecord;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** A history that tells how many of its records were read. */
final class CountedHistory implements RawHistory {

    private static final int TELL_EVERY = 5_000;

    private final RawHistory history;
    private final LongConsumer listener;
    private long records;

    CountedHistory(RawHistory history, LongConsumer listener) {
        this.history = history;
        this.listener = listener;
    }

    @Override
    public long earliest(int partition) {
        return history.earliest(partition);
    }

    @Override
    public void read(int partition, long from, long to, Consumer<StoredRecord> reader) {
        history.read(partition, from, to, record -> {
            reader.accept(record);
            records++;
            if (records % TELL_EVERY == 0) {
                listener.accept(records);
            }
        });
    }
}
