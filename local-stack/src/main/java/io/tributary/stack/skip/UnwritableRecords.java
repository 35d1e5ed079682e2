package io.tributary.stack.skip;

import io.tributary.schemas.naming.Dataset;
import io.tributary.stack.config.PortRole;
import io.tributary.stack.deadletter.TableLetters;
import io.tributary.stack.layout.StackException;
import io.tributary.stack.layout.StateDirectory;
import io.tributary.stack.status.TableStatus;
import io.tributary.stack.supervisor.StackClient;
import io.tributary.stack.topic.TopicReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * The records that the tables of a dataset cannot take or wait for in vain, in the stack that runs with a state directory.
 */
public final class UnwritableRecords {

    private final StackClient stack;
    private final Dataset dataset;

    public UnwritableRecords(StateDirectory state, Dataset dataset) {
        this.stack = new StackClient(state);
        this.dataset = dataset;
    }

    /**
     * Finds those at which tables stand; changes nothing.
     *
     * @throws StackException if no table stands at one, or Kafka has lost it just now
     */
    public List<Obstacle> find() {
        List<TableStatus> tables = stack.status().tables().stream()
                .filter(table -> table.name().equals(dataset.tableName()))
                .sorted(Comparator.comparing(TableStatus::layer))
                .toList();
        List<Obstacle> found = new ArrayList<>();
        try (TopicReader reader = new TopicReader(bootstrap())) {
            for (TableStatus table : tables) {
                table.lost().forEach(range -> found.add(lost(table, range)));
                table.unwritable().stream()
                        .filter(record -> !isLost(table, record))
                        .forEach(record -> found.add(obstacle(reader, table, record)));
            }
        } catch (KafkaException e) {
            throw new StackException("Kafka did not answer: " + e.getMessage() + "; see 'tributary status'", e);
        }
        if (found.isEmpty()) {
            throw nothing(tables);
        }
        return found;
    }

    private static Obstacle lost(TableStatus table, TableStatus.Lost range) {
        return new Obstacle(
                table.layer(),
                table.name(),
                range.partition(),
                range.from(),
                range.to(),
                range.to() - range.from(),
                true,
                "Kafka no longer has them, and the table waits for them since " + table.parkedSince());
    }

    private static boolean isLost(TableStatus table, TableStatus.Unwritable record) {
        return table.lost().stream().anyMatch(range -> range.partition() == record.partition());
    }

    private Obstacle obstacle(TopicReader reader, TableStatus table, TableStatus.Unwritable record) {
        Extent extent = new Extent(record.schemaId());
        reader.read(
                new TopicPartition(dataset.cleanTopic(), record.partition()),
                record.offset(),
                each -> (extent.records() > 0 || each.offset() == record.offset()) && extent.takes(each));
        if (extent.records() == 0) {
            throw new StackException("Kafka no longer has the record at offset " + record.offset() + " of partition "
                    + record.partition() + " of " + dataset.cleanTopic() + ", so it cannot be set aside");
        }
        return new Obstacle(
                table.layer(),
                table.name(),
                record.partition(),
                record.offset(),
                extent.to(),
                extent.records(),
                false,
                record.reason());
    }

    private StackException nothing(List<TableStatus> tables) {
        String name = dataset.source() + "." + dataset.name();
        return tables.stream()
                .filter(table -> table.parkedSince() != null && table.error() != null)
                .findFirst()
                .map(table -> new StackException("The " + table.layer() + " table " + table.name()
                        + " cannot be written, and no record is known to be the cause, so there is none to skip; it is"
                        + " tried again. The cause is: " + table.error()))
                .orElseGet(() -> new StackException(
                        "No table of " + name + " is parked at a record that it cannot take; see 'tributary status'"));
    }

    /**
     * Sets records aside, each as one dead letter unless it is lost, and lets the tables go on behind them. May be killed and
     * run again.
     *
     * @return how many dead letters were written
     * @throws StackException if Kafka or the Spark app does not answer, or a table does not stand there any more
     */
    public long setAside(List<Obstacle> obstacles) {
        long written = 0;
        try (TableLetters letters = new TableLetters(bootstrap(), dataset)) {
            for (Obstacle obstacle : obstacles) {
                if (obstacle.lost()) {
                    continue;
                }
                written += letters.add(
                        obstacle.partition(),
                        obstacle.from(),
                        obstacle.to(),
                        "The " + obstacle.layer() + " table cannot take it: " + obstacle.reason());
            }
        }
        Map<String, List<Obstacle>> byLayer =
                obstacles.stream().collect(Collectors.groupingBy(Obstacle::layer, TreeMap::new, Collectors.toList()));
        TableSkips skips = new TableSkips(stack.port(PortRole.SPARK));
        byLayer.forEach((layer, own) -> skips.skip(layer, dataset, own));
        return written;
    }

    private String bootstrap() {
        return "127.0.0.1:" + stack.port(PortRole.BROKER);
    }
}
