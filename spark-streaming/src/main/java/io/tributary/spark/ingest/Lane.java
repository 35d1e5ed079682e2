package io.tributary.spark.ingest;

import io.tributary.schemas.naming.Dataset;
import io.tributary.spark.clean.LostRange;
import io.tributary.spark.clean.TopicSlice;
import io.tributary.spark.lake.RemadeTopicException;
import io.tributary.spark.table.LakeTable;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A table's way through its query. While all is well the query's batches go straight to the table. When the table
 * fails it is parked: the query's batches pass it by, and attempts on the side read what it missed from its topic, in
 * order, until they stand where the query stands. Only one of the two ever has the table, so neither waits.
 */
public final class Lane {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final LakeTable table;
    private final ParkingLot lot;
    private final Clock clock;
    private final SkippedRecords skipped;

    /** Where the query stands in this topic; what lies before is the table's or parked. Guarded by this. */
    private final Map<Integer, Long> queryPosition = new TreeMap<>();

    private ParkedTable parked;
    /** Whether the query is writing to the table. Guarded by this. */
    private boolean writing;
    /** Whether an attempt to bring the table up to the query has it. Guarded by this. */
    private boolean attempting;
    /** Whether records were passed by, so that the table is to be tried at once. Guarded by this. */
    private boolean passedBy;
    /** A replay that begins when whoever has the table now has written what it is writing. Guarded by this. */
    private ParkedTable asked;

    /** @param position per partition the offset up to which the query has passed, from its checkpoint */
    Lane(LakeTable table, ParkingLot lot, Clock clock, Map<Integer, Long> position) {
        this.table = table;
        this.lot = lot;
        this.clock = clock;
        this.queryPosition.putAll(position);
        this.parked = lot.find(table.dataset()).orElse(null);
        this.skipped = new SkippedRecords(lot, table.dataset());
    }

    public LakeTable table() {
        return table;
    }

    public Dataset dataset() {
        return table.dataset();
    }

    /** Why the query passes the table by, or will in a moment; empty if it does not. */
    public synchronized Optional<ParkedTable> parked() {
        return Optional.ofNullable(asked == null ? parked : asked);
    }

    /**
     * Takes a part of the query's batch: writes it, or leaves it for later if the table is parked or fails now.
     *
     * @throws RemadeTopicException if the table has to {@linkplain #startOver start over}
     * @throws Exception if the process is stopping, or a failure could not be noted on the lake; the batch must come
     *     again
     */
    void accept(TopicSlice slice) throws Exception {
        synchronized (this) {
            slice.nextOffsets().forEach((partition, offset) -> queryPosition.merge(partition, offset, Math::max));
            if (parked != null) {
                return;
            }
            writing = true;
        }
        try {
            table.write(slice);
        } catch (Exception e) {
            table.close();
            if (Failures.isInterruption(e) || e instanceof RemadeTopicException) {
                throw e;
            }
            park(ParkedTable.now(Failures.describe(e), clock.instant(), unwritten(slice)));
            if (!Failures.isExplained(e)) {
                LOG.warn(
                        "What parked table {} {}", table.layer().id(), dataset().tableName(), e);
            }
        } finally {
            written();
        }
    }

    /**
     * Stops before records that Kafka dropped before the query had read them. What lies behind them waits until somebody
     * passes them by. A table that is parked stands before them already.
     *
     * @param reached per partition the offset up to which the table has all records
     */
    synchronized void lose(List<LostRange> lost, Map<Integer, Long> reached) {
        lost.forEach(range -> queryPosition.merge(range.partition(), range.to(), Math::max));
        if (parked == null) {
            String ranges = lost.stream().map(LostRange::text).collect(Collectors.joining(", "));
            String error = "Kafka dropped records before they were read: " + ranges;
            park(ParkedTable.now(error, clock.instant(), reached));
        }
    }

    /**
     * Lets the table get all that its topic has, since that was deleted and made again.
     *
     * @param ends per partition where the topic ends
     */
    synchronized void startOver(Map<Integer, Long> ends) {
        LOG.warn(
                "Topic {} was made again. Table {} {} gets it from the beginning; what it had not had of the former one is lost",
                dataset().cleanTopic(),
                table.layer().id(),
                dataset().tableName());
        queryPosition.clear();
        queryPosition.putAll(ends);
        Map<Integer, Long> beginning = new TreeMap<>(ends);
        beginning.replaceAll((partition, end) -> 0L);
        ask(ParkedTable.replay(clock.instant(), beginning));
    }

    /** What the query gave the table before is in it. */
    private synchronized Map<Integer, Long> unwritten(TopicSlice slice) {
        Map<Integer, Long> offsets = new TreeMap<>(queryPosition);
        offsets.putAll(slice.firstOffsets());
        return offsets;
    }

    private synchronized void written() {
        writing = false;
        if (asked != null) {
            ParkedTable replay = parked == null ? asked : asked.failedAgain(parked.error(), Map.of());
            asked = null;
            begin(replay);
        }
    }

    /**
     * Lets the table get records of its topic again, up to where the query stands when it has caught up. Meanwhile the
     * query passes it by. If it is parked, it gets what it missed with them. Outlives a restart.
     *
     * @param from per partition the first offset; partitions without one are not read again
     * @throws RefusedException if the table is being replayed and not stopped, or the query has not come so far
     */
    public synchronized void replay(Map<Integer, Long> from) throws RefusedException {
        if (knownReplay().filter(state -> !state.stopped()).isPresent()) {
            throw new RefusedException("a replay of it is under way; wait until it is through, or stop it");
        }
        Map<Integer, Long> offsets = new TreeMap<>(queryPosition);
        offsets.replaceAll((partition, position) -> Math.min(position, from.getOrDefault(partition, position)));
        if (offsets.equals(queryPosition)) {
            throw new RefusedException("it stands at offsets " + queryPosition + ", and what lies behind them, from "
                    + from + ", it has not had yet");
        }
        if (parked != null) {
            parked.offsets().forEach((partition, unwritten) -> offsets.merge(partition, unwritten, Math::min));
        }
        ask(ParkedTable.replay(clock.instant(), offsets));
    }

    private void ask(ParkedTable replay) {
        if (writing || parked != null) {
            lot.put(dataset(), replay);
            asked = replay;
        } else {
            begin(replay);
        }
    }

    /**
     * Leaves a replay where it is once what is being written is written. What arrives meanwhile waits in Kafka. Outlives a
     * restart. One that is stopped already stays so.
     *
     * @throws RefusedException if the table is not being replayed
     */
    public synchronized void stopReplay() throws RefusedException {
        ParkedTable replay = knownReplay().orElseThrow(() -> new RefusedException("no replay of it is under way"));
        if (!replay.stopped()) {
            put(replay.stoppedSince(clock.instant().toString()));
            LOG.info(
                    "The replay of table {} {} is stopped",
                    table.layer().id(),
                    dataset().tableName());
        }
    }

    /**
     * Lets a replay that was stopped go on.
     *
     * @throws RefusedException if there is none
     */
    public synchronized void resumeReplay() throws RefusedException {
        ParkedTable replay = knownReplay()
                .filter(ParkedTable::stopped)
                .orElseThrow(() -> new RefusedException("no replay of it was stopped"));
        put(replay.resumed());
        LOG.info(
                "The replay of table {} {} goes on",
                table.layer().id(),
                dataset().tableName());
    }

    /**
     * Passes records by that the table cannot take or that are lost, and lets it go on behind them. Outlives a restart.
     *
     * @param ranges one a partition at most, which begins with the record that the table cannot take, or where it stands
     * @throws RefusedException if the table does not stand there, or is being tried just now
     */
    public synchronized void skip(List<SkippedRange> ranges) throws RefusedException {
        if (parked == null || asked != null) {
            throw new RefusedException("it is not parked");
        }
        if (attempting) {
            throw new RefusedException("it is being tried just now; try again in a moment");
        }
        ParkedTable behind = parked.advanced(SkippedRange.ends(ranges, parked, queryPosition));
        skipped.add(ranges);
        lot.put(dataset(), behind);
        parked = behind;
        passedBy = true;
        LOG.warn(
                "Table {} {} is written without the records at {}, which were set aside or lost",
                table.layer().id(),
                dataset().tableName(),
                ranges);
    }

    /** How many records were set aside; lost ones may be in the table meanwhile, by a replay of the clean step. */
    public long skipped() {
        return skipped.setAside();
    }

    private Optional<ParkedTable> knownReplay() {
        return parked().filter(ParkedTable::replay);
    }

    private void put(ParkedTable replay) {
        lot.put(dataset(), replay);
        if (asked == null) {
            parked = replay;
        } else {
            asked = replay;
        }
    }

    /** Per partition the offset at which a replay is stopped; empty if none is, or something is still being written. */
    public synchronized Optional<Map<Integer, Long>> stoppedAt() {
        return parked().filter(state -> state.stopped() && !writing && !attempting)
                .map(ParkedTable::offsets);
    }

    /** Whether the table is to be tried at once: a replay was asked for, or records were passed by. */
    synchronized boolean isUrgent() {
        return asked != null || passedBy;
    }

    /**
     * Hands the table to an attempt, which gives it back with {@link #leave}. A replay that was asked for while the table
     * was parked begins with it.
     *
     * @return what the table lacks; empty if it lacks nothing, is to be left alone, or the query is writing to it
     */
    synchronized Optional<ParkedTable> take() {
        if (writing || parked == null) {
            return Optional.empty();
        }
        beginAsked();
        passedBy = false;
        attempting = !parked.stopped();
        return attempting ? Optional.of(parked) : Optional.empty();
    }

    /** Whoever has taken the table is not writing to it any more. */
    synchronized void leave() {
        attempting = false;
    }

    private void beginAsked() {
        if (asked != null) {
            ParkedTable replay = asked;
            asked = null;
            begin(replay);
        }
    }

    private void begin(ParkedTable replay) {
        lot.put(dataset(), replay);
        // It may have been changed by hand, or be gone: that is what replays are for.
        table.close();
        parked = replay;
        LOG.info(
                "Table {} {} is replayed from offsets {}",
                table.layer().id(),
                dataset().tableName(),
                replay.offsets());
    }

    private synchronized void park(ParkedTable state) {
        lot.put(dataset(), state);
        parked = state;
        LOG.warn(
                "Table {} {} is parked from offsets {}: {}",
                table.layer().id(),
                dataset().tableName(),
                state.offsets(),
                state.error());
    }

    /** Notes how far an attempt got, or why it did not. */
    synchronized void stayParked(ParkedTable state) {
        if (asked != null) {
            beginAsked();
            return;
        }
        ParkedTable known = state.stoppedSince(parked.stoppedSince());
        lot.put(dataset(), known);
        parked = known;
    }

    /** Where the query stands now. */
    public synchronized Map<Integer, Long> queryPosition() {
        return new TreeMap<>(queryPosition);
    }

    /**
     * Ends the parking if the table stands where the query stands.
     *
     * @param reached where the table stands
     * @return false if the query has gone on meanwhile, or a replay was asked for
     */
    synchronized boolean rejoin(Map<Integer, Long> reached) {
        if (asked != null || !queryPosition.equals(reached)) {
            return false;
        }
        lot.remove(dataset());
        parked = null;
        LOG.info(
                "Table {} {} has caught up and is no longer parked",
                table.layer().id(),
                dataset().tableName());
        return true;
    }
}
