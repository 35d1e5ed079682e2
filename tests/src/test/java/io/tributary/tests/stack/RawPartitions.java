package io.tributary.tests.stack;

import io.tributary.tests.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/** The partitions of a raw topic, in Kafka and in the archive. */
public final class RawPartitions {

    private static final Duration ARCHIVED = Duration.ofMinutes(1);

    private final TestStack stack;
    private final String bootstrap;
    private final String topic;

    public RawPartitions(TestStack stack, String topic) {
        this.stack = stack;
        this.bootstrap = "127.0.0.1:" + stack.configuration().port("broker");
        this.topic = topic;
    }

    /** Waits until the archive has all of every partition, and lets Kafka drop it, as its retention would. */
    public void dropAll() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            Map<TopicPartition, RecordsToDelete> archived = new HashMap<>();
            for (var partition : admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .get(topic)
                    .partitions()) {
                TopicPartition number = new TopicPartition(topic, partition.partition());
                long end = admin.listOffsets(Map.of(number, OffsetSpec.latest()))
                        .partitionResult(number)
                        .get()
                        .offset();
                Eventually.holds(
                        "the archive has " + number + " to its end at offset " + end,
                        ARCHIVED,
                        () -> archivedTo(number.partition()) == end);
                archived.put(number, RecordsToDelete.beforeOffset(end));
            }
            admin.deleteRecords(archived).all().get();
        } catch (ExecutionException e) {
            throw new AssertionError("Records of " + topic + " cannot be deleted", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while deleting records of " + topic, e);
        }
    }

    /** The offset behind the last one that the archive has. */
    private long archivedTo(int partition) {
        List<Path> entries = manifest(partition);
        if (entries.isEmpty()) {
            return 0;
        }
        String last = entries.get(entries.size() - 1).getFileName().toString();
        return Long.parseLong(last.substring(last.indexOf('-') + 1, last.indexOf('.'))) + 1;
    }

    public Path firstManifestEntry() {
        return manifest(0).get(0);
    }

    private List<Path> manifest(int partition) {
        Path folder = stack.archive().resolve("manifest").resolve(topic).resolve(Integer.toString(partition));
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.walk(folder)) {
            return entries.filter(entry -> entry.getFileName().toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
