package io.tributary.streams.retention;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the app lags behind the retention of a raw topic. Its consumers go on at what is left, and say nothing. So
 * where a topic begins is held against what the app had committed when it was looked at before: what lies between was
 * dropped first and is not cleaned, unless it was cleaned since that look. Offsets that the app commits lie behind the
 * markers of transactions, so an idle topic of which all is dropped lacks nothing.
 */
public final class RetentionWatch implements DroppedRanges {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionWatch.class);

    private final RawOffsets offsets;
    private final LongSupplier clock;
    private final List<DroppedRange> ranges = new CopyOnWriteArrayList<>();
    private final Map<TopicPartition, Long> told = new HashMap<>();
    private Map<TopicPartition, Long> committed;
    private long newest;

    /**
     * Asks nothing yet.
     *
     * @param clock milliseconds since 1970-01-01 UTC
     */
    public RetentionWatch(GroupOffsets offsets, LongSupplier clock) {
        this((RawOffsets) offsets, clock);
    }

    RetentionWatch(RawOffsets offsets, LongSupplier clock) {
        this.offsets = offsets;
        this.clock = clock;
    }

    /** Looks: before the app reads anything, and then every few seconds. Logs what it cannot find out. */
    public synchronized void look() {
        try {
            if (committed == null) {
                committed = offsets.committed();
            }
            offsets.begins(committed.keySet()).forEach(this::compare);
            committed = offsets.committed();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("It is not known whether Kafka has dropped raw records that are not cleaned: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void compare(TopicPartition partition, long begin) {
        long from = Math.max(committed.get(partition), told.getOrDefault(partition, 0L));
        if (begin <= from) {
            return;
        }
        LOG.error("Kafka has dropped offsets {} to {} of {} before they were cleaned", from, begin - 1, partition);
        newest = Math.max(clock.getAsLong(), newest + 1);
        ranges.add(new DroppedRange(partition.topic(), partition.partition(), from, begin, newest));
        told.put(partition, begin);
    }

    @Override
    public List<DroppedRange> in(int partition) {
        return ranges.stream().filter(range -> range.partition() == partition).toList();
    }
}
