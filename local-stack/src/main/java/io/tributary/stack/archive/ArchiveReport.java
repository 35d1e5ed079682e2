package io.tributary.stack.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.stack.status.ArchiveStatus;
import io.tributary.stack.status.ArchiveStatus.TopicStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Makes a status of the offsets that the archive's connector commits, with which it says what is wrong. */
final class ArchiveReport {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ArchiveReport() {}

    /**
     * What Kafka holds of a partition.
     *
     * @param begin the first offset
     * @param end the offset behind the last committed one
     */
    record Bounds(long begin, long end) {}

    /** What the connector said last with an offset. */
    private record Said(String error, long since) {}

    /**
     * The status.
     *
     * @param committed by partition; of one that the connector has not heard of yet, all that Kafka holds waits
     * @param held what the partitions that are to be archived hold
     * @param at when {@code held} was looked at
     */
    static ArchiveStatus of(
            Map<TopicPartition, OffsetAndMetadata> committed, Map<TopicPartition, Bounds> held, Instant at) {
        Map<String, Long> behind = new TreeMap<>();
        Map<String, Said> errors = new TreeMap<>();
        held.forEach((partition, bounds) -> {
            Optional<OffsetAndMetadata> known = Optional.ofNullable(committed.get(partition));
            long reached = Math.max(
                    bounds.begin(), known.map(OffsetAndMetadata::offset).orElse(0L));
            behind.merge(partition.topic(), behind(bounds.end(), reached), Long::sum);
            known.flatMap(offset -> said(offset.metadata())).ifPresent(said -> errors.put(partition.topic(), said));
        });
        List<TopicStatus> topics = new ArrayList<>();
        behind.forEach((topic, records) -> {
            Optional<Said> said = Optional.ofNullable(errors.get(topic));
            topics.add(new TopicStatus(
                    topic,
                    records,
                    said.map(Said::error).orElse(null),
                    said.map(ArchiveReport::since).orElse(null)));
        });
        Optional<Said> foremost = foremost(errors);
        return new ArchiveStatus(
                foremost.map(Said::error).orElse(null),
                foremost.map(ArchiveReport::since).orElse(null),
                topics.stream().mapToLong(TopicStatus::behind).sum(),
                topics,
                at.toString());
    }

    /** Connectors write raw topics in transactions, so a partition ends in a marker, which is no record. */
    private static long behind(long end, long reached) {
        return Math.max(0, end - reached - 1);
    }

    private static Optional<Said> foremost(Map<String, Said> errors) {
        Map<Said, Long> counts =
                errors.values().stream().collect(Collectors.groupingBy(said -> said, Collectors.counting()));
        return counts.entrySet().stream()
                .max(Map.Entry.<Said, Long>comparingByValue()
                        .thenComparing(
                                entry -> entry.getKey().since(),
                                Comparator.<Long>naturalOrder().reversed()))
                .map(Map.Entry::getKey);
    }

    private static String since(Said said) {
        return Instant.ofEpochMilli(said.since()).toString();
    }

    private static Optional<Said> said(String metadata) {
        if (metadata == null || metadata.isBlank()) {
            return Optional.empty();
        }
        try {
            JsonNode json = JSON.readTree(metadata);
            return json.hasNonNull("error")
                    ? Optional.of(new Said(
                            json.path("error").asText(), json.path("since").asLong()))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            // Somebody else has reset the group's offsets; what goes with them is not the connector's.
            return Optional.empty();
        }
    }
}
