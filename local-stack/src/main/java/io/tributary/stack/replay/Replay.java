package io.tributary.stack.replay;

import io.tributary.schemas.naming.Dataset;
import io.tributary.stack.config.PortRole;
import io.tributary.stack.layout.StackException;
import io.tributary.stack.layout.StateDirectory;
import io.tributary.stack.status.TableStatus;
import io.tributary.stack.supervisor.StackClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Replays of the tables of a dataset, in the stack that runs with a state directory. */
public final class Replay {

    private static final long LOOK_EVERY_NANOS = 1_000_000_000L;
    /** A commit of a large part of a table takes a while. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final StackClient stack;

    public Replay(StateDirectory state) {
        this.stack = new StackClient(state);
    }

    /**
     * How far a replay is.
     *
     * @param layer bronze or silver
     * @param table name of the table
     * @param remaining records that it has not read again yet, and those that arrived meanwhile
     */
    public record Progress(String layer, String table, long remaining) {}

    /**
     * A replay that stands still.
     *
     * @param layer bronze or silver
     * @param table name of the table
     * @param offsets by partition of the clean topic the offset at which it goes on
     * @param remaining records that it has not read again yet, and those that arrived meanwhile; -1 if that is not known
     */
    public record Stopped(String layer, String table, Map<Integer, Long> offsets, long remaining) {}

    /**
     * Finds out what would be replayed; changes nothing.
     *
     * @throws StackException if there is no such dataset, Kafka does not have the range, or nothing is in it
     */
    public ReplayPlan plan(Dataset dataset, ReplayStart start) {
        try (KafkaTopicLog log = new KafkaTopicLog("127.0.0.1:" + stack.port(PortRole.BROKER))) {
            KnownDatasets.require(dataset, log.topics());
            ReplayRange range = new ReplayRanges(log).find(dataset.cleanTopic(), start);
            long all = range.partitions().values().stream()
                    .mapToLong(span -> span.end() - span.earliest())
                    .sum();
            return new ReplayPlan(
                    dataset,
                    range,
                    log.timeOf(range.topic(), range.from()),
                    log.newest(range.topic()),
                    Math.round((double) log.bytes(range.topic()) / all * range.offsets()));
        }
    }

    /**
     * Begins to replay the dataset's tables of some layers; one that is parked gets what it missed with it.
     *
     * @throws StackException if there is none, or one is being replayed; nothing is begun then
     */
    public void begin(ReplayPlan plan, List<String> layers) {
        List<TableStatus> tables = tables(plan.dataset(), layers);
        if (tables.isEmpty()) {
            throw new StackException(
                    "There is no table of " + plan.dataset().tableName() + " in " + String.join(", ", layers) + " yet");
        }
        tables.stream().filter(TableStatus::beingReplayed).findFirst().ifPresent(table -> {
            throw new StackException("The " + describe(table)
                    + " is being replayed already; --watch shows how far it is, --stop stops it");
        });
        tables.forEach(table ->
                replays().begin(table.layer(), plan.dataset(), plan.range().from()));
        awaitStatus(plan.dataset(), layers, table -> table.replayStoppedAt() == null);
    }

    /**
     * Stops the replays of a dataset's tables of some layers; returns when nothing of them is being written.
     *
     * @return those that are stopped now; empty if all came through meanwhile
     * @throws StackException if none is being replayed, or what is being written does not end
     */
    public List<Stopped> stop(Dataset dataset, List<String> layers) {
        List<TableStatus> parked = tables(dataset, layers).stream()
                .filter(table -> table.parkedSince() != null)
                .toList();
        List<String> stopped = new ArrayList<>();
        StackException refused = new StackException("No table of " + name(dataset) + " is being replayed");
        for (TableStatus table : parked) {
            try {
                replays().stop(table.layer(), dataset);
                stopped.add(table.layer());
            } catch (StackException e) {
                // One that failed may be parked for another reason.
                refused = e;
            }
        }
        if (stopped.isEmpty()) {
            throw refused;
        }
        awaitStatus(dataset, stopped, table -> table.parkedSince() == null || table.replayStoppedAt() != null);
        return stopped(dataset, stopped);
    }

    /**
     * The replays of a dataset's tables of some layers that are stopped.
     *
     * @throws StackException if none is
     */
    public List<Stopped> requireStopped(Dataset dataset, List<String> layers) {
        List<Stopped> stopped = stopped(dataset, layers);
        if (stopped.isEmpty()) {
            throw new StackException("No replay of the tables of " + name(dataset)
                    + " was stopped; say with --from where one is to begin: " + ReplayStart.FORMS);
        }
        return stopped;
    }

    private List<Stopped> stopped(Dataset dataset, List<String> layers) {
        return tables(dataset, layers).stream()
                .filter(table -> table.replayStoppedAt() != null)
                .map(table -> new Stopped(
                        table.layer(),
                        table.name(),
                        table.replayStoppedAt(),
                        Objects.requireNonNullElse(table.behind(), -1L)))
                .toList();
    }

    /**
     * Lets replays that were stopped go on.
     *
     * @throws StackException if one of them is not stopped any more
     */
    public void resume(Dataset dataset, List<Stopped> stopped) {
        stopped.forEach(each -> replays().resume(each.layer(), dataset));
        awaitStatus(dataset, stopped.stream().map(Stopped::layer).toList(), table -> table.replayStoppedAt() == null);
    }

    /**
     * Waits until no table of a dataset, of some layers, is being replayed.
     *
     * @param progress hears every second how far those are that are
     * @throws StackException if the replay of a table fails, which is tried again by the stack all the same, or is stopped
     */
    public void await(Dataset dataset, List<String> layers, Consumer<List<Progress>> progress) {
        List<TableStatus> replayed;
        do {
            // First the pause: the supervisor's status may be a second old.
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
            replayed = tables(dataset, layers).stream()
                    .filter(table -> table.parkedSince() != null)
                    .toList();
            replayed.forEach(table -> requireUnhindered(dataset, table));
            progress.accept(replayed.stream()
                    .map(table ->
                            new Progress(table.layer(), table.name(), Objects.requireNonNullElse(table.behind(), -1L)))
                    .toList());
        } while (!replayed.isEmpty());
    }

    private static void requireUnhindered(Dataset dataset, TableStatus table) {
        if (table.error() != null) {
            throw new StackException("The " + describe(table) + " cannot be written: " + table.error()
                    + ". It is tried again, and goes on once the cause is gone");
        }
        if (table.replayStoppedAt() != null) {
            throw new StackException("The replay of the " + describe(table) + " is stopped at offsets "
                    + table.replayStoppedAt() + "; go on with 'tributary replay " + name(dataset) + "'");
        }
    }

    /** What was asked for shows in the status a moment later. */
    private void awaitStatus(Dataset dataset, List<String> layers, Predicate<TableStatus> condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
            Optional<TableStatus> waited =
                    tables(dataset, layers).stream().filter(condition.negate()).findFirst();
            if (waited.isEmpty()) {
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new StackException("The " + describe(waited.get())
                        + " does not come to its next commit; 'tributary status' shows what becomes of it");
            }
        }
    }

    private static String describe(TableStatus table) {
        return table.layer() + " table " + table.name();
    }

    private static String name(Dataset dataset) {
        return dataset.source() + "." + dataset.name();
    }

    private TableReplays replays() {
        return new TableReplays(stack.port(PortRole.SPARK));
    }

    private List<TableStatus> tables(Dataset dataset, List<String> layers) {
        return stack.status().tables().stream()
                .filter(table -> table.name().equals(dataset.tableName()) && layers.contains(table.layer()))
                .sorted(Comparator.comparing(TableStatus::layer))
                .toList();
    }
}
