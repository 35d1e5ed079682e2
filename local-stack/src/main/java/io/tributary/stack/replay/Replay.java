package io.tributary.stack.replay;

import io.tributary.schemas.naming.Dataset;
import io.tributary.stack.config.PortRole;
import io.tributary.stack.layout.StackException;
import io.tributary.stack.layout.StateDirectory;
import io.tributary.stack.status.TableStatus;
import io.tributary.stack.supervisor.StackClient;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Replays of the tables of a dataset, in the stack that runs with a state directory. */
public final class Replay {

    private static final long LOOK_EVERY_NANOS = 1_000_000_000L;

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
        List<TableStatus> tables = tables(plan.dataset()).stream()
                .filter(table -> layers.contains(table.layer()))
                .toList();
        if (tables.isEmpty()) {
            throw new StackException(
                    "There is no table of " + plan.dataset().tableName() + " in " + String.join(", ", layers) + " yet");
        }
        for (TableStatus table : tables) {
            if (table.parkedSince() != null && table.error() == null) {
                throw new StackException("The " + table.layer() + " table " + table.name()
                        + " is being replayed already; --watch shows how far it is");
            }
        }
        TableReplays replays = new TableReplays(stack.port(PortRole.SPARK));
        tables.forEach(table ->
                replays.begin(table.layer(), plan.dataset(), plan.range().from()));
    }

    /**
     * Waits until no table of a dataset is being replayed.
     *
     * @param progress hears every second how far those are that are
     * @throws StackException if the replay of a table fails; it is tried again by the stack all the same
     */
    public void await(Dataset dataset, Consumer<List<Progress>> progress) {
        while (true) {
            // First the pause: the supervisor's status may be a second old.
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
            List<TableStatus> replayed = tables(dataset).stream()
                    .filter(table -> table.parkedSince() != null)
                    .toList();
            for (TableStatus table : replayed) {
                if (table.error() != null) {
                    throw new StackException("The " + table.layer() + " table " + table.name() + " cannot be written: "
                            + table.error() + ". It is tried again, and goes on once the cause is gone");
                }
            }
            progress.accept(replayed.stream()
                    .map(table ->
                            new Progress(table.layer(), table.name(), table.behind() == null ? -1 : table.behind()))
                    .toList());
            if (replayed.isEmpty()) {
                return;
            }
        }
    }

    private List<TableStatus> tables(Dataset dataset) {
        return stack.status().tables().stream()
                .filter(table -> table.name().equals(dataset.tableName()))
                .sorted(Comparator.comparing(TableStatus::layer))
                .toList();
    }
}
