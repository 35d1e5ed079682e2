package io.tributary.spark.ingest;

import io.tributary.spark.clean.CleanBatch;
import io.tributary.spark.clean.CleanRange;
import io.tributary.spark.clean.TopicSlice;
import io.tributary.spark.clean.UndecodableRecordException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt to bring a parked table up to its query, in commits of bounded size. */
final class ParkedRetry {

    private static final Logger LOG = LoggerFactory.getLogger(ParkedRetry.class);

    private final CleanRange source;
    private final long maxOffsets;

    ParkedRetry(CleanRange source, long maxOffsets) {
        this.source = source;
        this.maxOffsets = maxOffsets;
    }

    /** Reads and writes what the table missed until it has caught up, fails, or has nothing readable left. */
    void attempt(Lane lane) throws InterruptedException {
        try {
            bringUp(lane);
        } finally {
            lane.leave();
        }
    }

    private void bringUp(Lane lane) throws InterruptedException {
        // An undecodable record is a wall: what lies before it is written, what lies behind waits.
        Map<Integer, Long> walls = new HashMap<>();
        String wall = null;
        while (!Thread.currentThread().isInterrupted()) {
            Optional<ParkedTable> parked = lane.take();
            if (parked.isEmpty()) {
                return;
            }
            Map<Integer, Long> target = lane.queryPosition();
            Map<Integer, Long> from = from(parked.get(), target);
            Map<Integer, Long> to = to(from, target, walls);
            if (to.equals(from)) {
                if (wall != null) {
                    lane.stayParked(parked.get().failedAgain(wall, from));
                    return;
                }
                if (lane.rejoin(target)) {
                    return;
                }
                continue;
            }
            try {
                write(lane, from, to, parked.get().replay());
                lane.stayParked(parked.get().advanced(to));
            } catch (Exception e) {
                lane.table().close();
                if (Failures.isInterruption(e)) {
                    throw new InterruptedException(e.getMessage());
                }
                Optional<UndecodableRecordException> undecodable = Failures.undecodable(e);
                if (undecodable.isEmpty()) {
                    lane.stayParked(parked.get().failedAgain(Failures.describe(e), Map.of()));
                    LOG.warn(
                            "Table {} {} stays parked: {}",
                            lane.table().layer().id(),
                            lane.dataset().tableName(),
                            Failures.describe(e));
                    return;
                }
                walls.put(undecodable.get().partition(), undecodable.get().offset());
                wall = undecodable.get().getMessage();
            }
        }
    }

    private void write(Lane lane, Map<Integer, Long> from, Map<Integer, Long> to, boolean replay) throws Exception {
        try (CleanBatch batch = CleanBatch.read(source.range(lane.dataset().cleanTopic(), from, to))) {
            for (TopicSlice slice : batch.slices()) {
                if (replay) {
                    lane.table().rewrite(slice);
                } else {
                    lane.table().write(slice);
                }
            }
        }
    }

    private static Map<Integer, Long> from(ParkedTable parked, Map<Integer, Long> target) {
        Map<Integer, Long> from = new TreeMap<>();
        target.keySet()
                .forEach(partition ->
                        from.put(partition, parked.offsets().getOrDefault(partition, CleanRange.EARLIEST)));
        return from;
    }

    private Map<Integer, Long> to(Map<Integer, Long> from, Map<Integer, Long> target, Map<Integer, Long> walls) {
        long share = Math.max(1, maxOffsets / Math.max(1, target.size()));
        Map<Integer, Long> to = new TreeMap<>();
        target.forEach((partition, end) -> {
            long start = from.get(partition);
            long limit = Math.min(end, Math.max(0, start) + share);
            long wall = walls.getOrDefault(partition, Long.MAX_VALUE);
            to.put(partition, Math.max(start, Math.min(limit, wall)));
        });
        return to;
    }
}
