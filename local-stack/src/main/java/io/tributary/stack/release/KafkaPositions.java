package io.tributary.stack.release;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.schemas.naming.Dataset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks the broker, and for the lake what the Spark app said last. */
final class KafkaPositions implements LakePositions {

    private static final String STREAMS_GROUP = "tributary-streams";
    private static final List<String> LAYERS = List.of("bronze", "silver");

    private final Admin admin;
    private final JsonNode spark;

    /**
     * Looks once.
     *
     * @param spark the Spark app's status; empty if it is not known
     */
    KafkaPositions(Admin admin, JsonNode spark) {
        this.admin = admin;
        this.spark = spark;
    }

    @Override
    public Map<Integer, Long> rawEnds(String rawTopic) {
        return ends(rawTopic);
    }

    @Override
    public Map<Integer, Long> cleanEnds(Dataset dataset) {
        return ends(dataset.cleanTopic());
    }

    private Map<Integer, Long> ends(String topic) {
        try {
            Map<TopicPartition, OffsetSpec> wanted =
                    admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().stream()
                            .collect(Collectors.toMap(
                                    partition -> new TopicPartition(topic, partition.partition()),
                                    partition -> OffsetSpec.latest()));
            Map<Integer, Long> ends = new HashMap<>();
            admin.listOffsets(wanted)
                    .all()
                    .get()
                    .forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
            return ends;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Map.of();
            }
            throw new KafkaException("The end of " + topic + " is not known", e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    @Override
    public Map<Integer, Long> cleaned(String rawTopic) {
        try {
            Map<Integer, Long> committed = new HashMap<>();
            admin.listConsumerGroupOffsets(STREAMS_GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((partition, offset) -> {
                        if (partition.topic().equals(rawTopic) && offset != null) {
                            committed.put(partition.partition(), offset.offset());
                        }
                    });
            return committed;
        } catch (ExecutionException e) {
            throw new KafkaException("The position of the Streams app is not known", e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    @Override
    public Map<Integer, Long> inLake(Dataset dataset) {
        List<Map<Integer, Long>> layers = new ArrayList<>();
        for (JsonNode table : spark.path("tables")) {
            if (table.path("source").asText().equals(dataset.source())
                    && table.path("dataset").asText().equals(dataset.name())) {
                layers.add(reached(table));
            }
        }
        if (layers.size() < LAYERS.size()) {
            return Map.of();
        }
        Map<Integer, Long> both = new HashMap<>(layers.get(0));
        both.replaceAll((partition, offset) -> Math.min(offset, layers.get(1).getOrDefault(partition, 0L)));
        return both;
    }

    private static Map<Integer, Long> reached(JsonNode table) {
        Map<Integer, Long> reached = new HashMap<>();
        table.path("reached")
                .properties()
                .forEach(partition -> reached.put(
                        Integer.valueOf(partition.getKey()),
                        partition.getValue().asLong()));
        return reached;
    }

    private static KafkaException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new KafkaException("Interrupted while asking the broker", e);
    }
}
