package io.tributary.spark.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.schemas.naming.Dataset;
import io.tributary.spark.clean.CleanTopics;
import io.tributary.spark.ingest.LayerQuery;
import io.tributary.spark.ingest.RefusedException;
import io.tributary.spark.ingest.SkippedRange;
import java.util.List;
import java.util.Map;

/** Where tables are let go on behind records that they cannot take, or that Kafka no longer has. */
public final class SkipDesk implements Desk {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<LayerQuery> queries;
    private final CleanTopics topics;

    public SkipDesk(List<LayerQuery> queries, CleanTopics topics) {
        this.queries = List.copyOf(queries);
        this.topics = topics;
    }

    /**
     * What is asked for.
     *
     * @param layer bronze or silver
     * @param skipped records that were set aside or are lost
     */
    private record Request(
            @JsonProperty("layer") String layer,
            @JsonProperty("source") String source,
            @JsonProperty("dataset") String dataset,
            @JsonProperty("skipped") List<SkippedRange> skipped) {}

    /**
     * Passes records by.
     *
     * @param json {@code {"layer": "silver", "source": "shop", "dataset": "orders", "skipped": [{"partition": 0, "from": 17,
     *     "to": 18, "records": 1}]}}
     */
    @Override
    public void take(String json) throws RefusedException {
        Request request = parse(json);
        Dataset dataset = new Dataset(request.source(), request.dataset());
        requireLost(
                dataset.cleanTopic(),
                request.skipped().stream().filter(SkippedRange::lost).toList());
        LayerQuery.of(queries, request.layer()).lanes().of(dataset).skip(request.skipped());
    }

    private void requireLost(String topic, List<SkippedRange> ranges) throws RefusedException {
        if (ranges.isEmpty()) {
            return;
        }
        Map<Integer, Long> begins = topics.earliestOffsets(List.of(topic)).getOrDefault(topic, Map.of());
        for (SkippedRange range : ranges) {
            long begin = begins.getOrDefault(range.partition(), 0L);
            if (range.to() > begin) {
                throw new RefusedException(
                        "Kafka has what lies behind offset " + begin + " of partition " + range.partition());
            }
        }
    }

    private static Request parse(String json) {
        try {
            Request request = JSON.readValue(json, Request.class);
            if (request == null
                    || request.source() == null
                    || request.dataset() == null
                    || request.skipped() == null
                    || request.skipped().isEmpty()) {
                throw new IllegalArgumentException(
                        "It names layer, source, dataset and, under skipped, what to pass by");
            }
            return request;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This says not what to pass by: " + e.getOriginalMessage(), e);
        }
    }
}
