package io.tributary.tests.stack;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.schemas.naming.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** What is between the raw topics and the tables of some sources. */
final class Pipes implements AutoCloseable {

    private static final String STREAMS_GROUP = "tributary-streams";

    private final TestStack stack;
    private final Predicate<String> sources;
    private final Admin admin;

    /** Looks at the sources whose name passes. */
    Pipes(TestStack stack, Predicate<String> sources) {
        this.stack = stack;
        this.sources = sources;
        this.admin = Admin.create(
                Map.of("bootstrap.servers", "127.0.0.1:" + stack.configuration().port("broker")));
    }

    boolean areEmpty() {
        return unread().isEmpty() && behind().isEmpty();
    }

    /** What is still in them, for people. */
    String text() {
        return "Behind: " + behind() + "; lag of streams: " + unread();
    }

    /** Tables that have not taken in all clean records. */
    private List<String> behind() {
        List<String> behind = new ArrayList<>();
        for (JsonNode table : stack.statusNow().path("tables")) {
            if (sources.test(table.path("source").asText())
                    && table.path("behind").asLong(-1) != 0) {
                behind.add(table.path("layer").asText() + "."
                        + table.path("name").asText() + " " + table.path("behind") + " " + table.path("error"));
            }
        }
        return behind;
    }

    /** Partitions of raw topics that the Streams app has not read to the end. */
    private Map<String, Long> unread() {
        try {
            Set<String> topics = admin.listTopics().names().get().stream()
                    .filter(topic -> Topics.RAW_DATA.matcher(topic).matches() && sources.test(topic.split("\\.")[1]))
                    .collect(Collectors.toSet());
            Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
            admin.describeTopics(topics).allTopicNames().get().forEach((name, description) -> description
                    .partitions()
                    .forEach(partition ->
                            wanted.put(new TopicPartition(name, partition.partition()), OffsetSpec.latest())));
            var ends = admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                    .all()
                    .get();
            var committed = admin.listConsumerGroupOffsets(STREAMS_GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get();
            Map<String, Long> lag = new TreeMap<>();
            ends.forEach((partition, end) -> {
                long read = committed.get(partition) == null
                        ? 0
                        : committed.get(partition).offset();
                if (end.offset() > read) {
                    lag.put(partition.toString(), end.offset() - read);
                }
            });
            return lag;
        } catch (ExecutionException e) {
            throw new AssertionError("The broker does not tell how far Streams is", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting", e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
