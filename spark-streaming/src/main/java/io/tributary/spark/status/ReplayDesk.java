package io.tributary.spark.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.schemas.naming.Dataset;
import io.tributary.spark.ingest.LayerQuery;
import io.tributary.spark.ingest.ReplayRefusedException;
import java.util.List;
import java.util.Map;

/** Takes replays of tables in. */
public final class ReplayDesk {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<LayerQuery> queries;

    public ReplayDesk(List<LayerQuery> queries) {
        this.queries = List.copyOf(queries);
    }

    /**
     * What is asked for.
     *
     * @param layer bronze or silver
     * @param offsets per partition of the clean topic the first offset
     */
    private record Request(
            @JsonProperty("layer") String layer,
            @JsonProperty("source") String source,
            @JsonProperty("dataset") String dataset,
            @JsonProperty("offsets") Map<Integer, Long> offsets) {}

    /**
     * Begins a replay.
     *
     * @param json {@code {"layer": "silver", "source": "shop", "dataset": "orders", "offsets": {"0": 17}}}
     * @throws IllegalArgumentException if that is not what it is, or there is no such layer
     * @throws ReplayRefusedException if the table cannot be replayed now
     */
    void take(String json) throws ReplayRefusedException {
        Request request = parse(json);
        LayerQuery query = queries.stream()
                .filter(each -> each.layer().id().equals(request.layer()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no layer '" + request.layer() + "'"));
        query.lanes().of(new Dataset(request.source(), request.dataset())).replay(request.offsets());
    }

    private static Request parse(String json) {
        try {
            Request request = JSON.readValue(json, Request.class);
            if (request == null || request.source() == null || request.dataset() == null || request.offsets() == null) {
                throw new IllegalArgumentException("A replay names layer, source, dataset and offsets");
            }
            return request;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This is no replay: " + e.getOriginalMessage(), e);
        }
    }
}
