package io.tributary.spark.ingest;

import io.tributary.spark.clean.CleanBatch;
import io.tributary.spark.clean.CleanRange;
import io.tributary.spark.clean.TopicSlice;
import io.tributary.spark.clean.UndecodableRecordException;
import io.tributary.spark.lake.RemadeTopicException;
import java.util.List;
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
    private final LostRecords lost;

    ParkedRetry(CleanRange source, long maxOffsets, LostRecords lost) {
        this.source = source;
        this.maxOffsets = maxOffsets;
        this.lost = lost;
    }

    /** A slice that the table did not take. */
    private static final class UntakenSliceException extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient TopicSlice slice;

        UntakenSliceException(TopicSlice slice, Exception cause) {
            super(cause);
            this.slice = slice;
        }
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
        // A record that cannot be written is a wall: what lies before it is written, what lies behind waits.
        Map<Integer, Unwritable> walls = new TreeMap<>();
        Narrowing narrowing = null;
        while (!Thread.currentThread().isInterrupted()) {
            Optional<ParkedTable> parked = lane.take();
            if (parked.isEmpty()) {
                return;
            }
            Map<Integer, Long> target = lane.queryPosition();
            if (narrowing == null) {
                narrowing = new Narrowing(
                        Math.max(1, maxOffsets / Math.max(1, target.size())),
                        !parked.get().unwritable().isEmpty());
            }
            Map<Integer, Long> from = from(parked.get(), target);
            Map<Integer, Long> to = to(from, target, walls, narrowing);
            if (to.equals(from)) {
                if (!walls.isEmpty()) {
                    lane.stayParked(parked.get().failedAt(List.copyOf(walls.values()), from));
                    return;
                }
                if (lane.rejoin(target)) {
                    return;
                }
                continue;
            }
            try {
                write(lane, from, to, parked.get().replay());
                narrowing.written();
                lane.stayParked(parked.get().advanced(to));
            } catch (Exception e) {
                lane.table().close();
                if (Failures.isInterruption(e)) {
                    throw new InterruptedException(e.getMessage());
                }
                if (e instanceof UntakenSliceException && e.getCause() instanceof RemadeTopicException) {
                    lost.startOver(lane.dataset());
                    continue;
                }
                Optional<Unwritable> wall = unwritable(e);
                if (wall.isPresent()) {
                    narrowing.found();
                    walls.put(wall.get().partition(), wall.get());
                } else if (e instanceof UntakenSliceException untaken && Failures.isOfSchema(e)) {
                    narrowing.failed(untaken.slice.firstOffsets().keySet());
                } else {
                    String error = Failures.describe(e instanceof UntakenSliceException ? e.getCause() : e);
                    lane.stayParked(parked.get().failedAgain(error, Map.of()));
                    LOG.warn(
                            "Table {} {} stays parked: {}",
                            lane.table().layer().id(),
                            lane.dataset().tableName(),
                            error);
                    return;
                }
            }
        }
    }

    /** The record that is at fault; empty if none is, or it is not known yet which. */
    private static Optional<Unwritable> unwritable(Exception failure) {
        Optional<UndecodableRecordException> undecodable = Failures.undecodable(failure);
        if (undecodable.isPresent()) {
            return undecodable.map(
                    record -> new Unwritable(record.partition(), record.offset(), null, record.getMessage()));
        }
        if (!Failures.isOfSchema(failure)
                || !(failure instanceof UntakenSliceException untaken)
                || untaken.slice.count() > 1) {
            return Optional.empty();
        }
        Map.Entry<Integer, Long> place =
                untaken.slice.firstOffsets().entrySet().iterator().next();
        return Optional.of(new Unwritable(
                place.getKey(),
                place.getValue(),
                untaken.slice.schemaIds().iterator().next(),
                Failures.describe(failure)));
    }

    private void write(Lane lane, Map<Integer, Long> from, Map<Integer, Long> to, boolean replay) throws Exception {
        try (CleanBatch batch = CleanBatch.read(source.range(lane.dataset().cleanTopic(), from, to))) {
            for (TopicSlice slice : batch.slices()) {
                write(lane, slice, replay);
            }
        }
    }

    private static void write(Lane lane, TopicSlice slice, boolean replay) throws UntakenSliceException {
        try {
            if (replay) {
                lane.table().rewrite(slice);
            } else {
                lane.table().write(slice);
            }
        } catch (Exception e) {
            throw new UntakenSliceException(slice, e);
        }
    }

    private static Map<Integer, Long> from(ParkedTable parked, Map<Integer, Long> target) {
        Map<Integer, Long> from = new TreeMap<>();
        target.keySet()
                .forEach(partition ->
                        from.put(partition, parked.offsets().getOrDefault(partition, CleanRange.EARLIEST)));
        return from;
    }

    private static Map<Integer, Long> to(
            Map<Integer, Long> from, Map<Integer, Long> target, Map<Integer, Unwritable> walls, Narrowing narrowing) {
        Map<Integer, Long> to = new TreeMap<>();
        target.forEach((partition, end) -> {
            long start = from.get(partition);
            long limit = narrowing.includes(partition) ? Math.min(end, Math.max(0, start) + narrowing.step()) : start;
            long wall = walls.containsKey(partition) ? walls.get(partition).offset() : Long.MAX_VALUE;
            to.put(partition, Math.max(start, Math.min(limit, wall)));
        });
        return to;
    }
}
